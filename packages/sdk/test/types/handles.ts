import type { Database, Hotdata, QueryRunInfo, SecretMetadataResponse } from "hotdata";
import { isType } from "./same-type.ts";

export async function rightly(hotdata: Hotdata, file: File): Promise<void> {
  const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });
  isType<Database>()(db, true);
  isType<Database>()(await db.fork(), true);
  isType<Database>()(hotdata.database("db"), true);
  const loaded = await db.load("main.orders", file, { csv: { delimiter: ";" }, concurrency: 2 });
  isType<number>()(loaded.rowCount, true);
  await db.load("orders", [{ id: 1n, at: new Date() }], { mode: "upsert", key: ["id"] });
  await db.load("orders", file.stream());
  for await (const run of hotdata.queryRuns.list({ status: "failed", limit: 5 })) {
    isType<QueryRunInfo>()(run, true);
  }
  isType<SecretMetadataResponse[]>()(await hotdata.secrets.list().toArray(), true);
}

export async function wrongly(hotdata: Hotdata, db: Database, file: File): Promise<void> {
  // @ts-expect-error: 'expires_at' does not exist
  await hotdata.databases.create({ expires_at: "24h" });
  // @ts-expect-error: Expected 1 arguments, but got 0
  hotdata.database();
  // @ts-expect-error: Cannot assign to 'id' because it is a read-only property
  db.id = "other";

  // @ts-expect-error: Argument of type 'string' is not assignable to parameter of type 'BinaryBody | Rows'
  await db.load("orders", "orders.csv");
  // @ts-expect-error: Argument of type 'URL' is not assignable to parameter of type 'BinaryBody | Rows'
  await db.load("orders", new URL("file:///orders.csv"));
  // @ts-expect-error: Argument of type 'number[]' is not assignable to parameter of type 'BinaryBody | Rows'
  await db.load("orders", [1, 2]);
  // @ts-expect-error: Expected 2-3 arguments, but got 1
  await db.load("orders");
  // @ts-expect-error: Type '"insert"' is not assignable to type
  await db.load("orders", file, { mode: "insert" });
  // @ts-expect-error: Type '"xml"' is not assignable to type
  await db.load("orders", file, { format: "xml" });
  // @ts-expect-error: Type 'string' is not assignable to type 'readonly string[]'
  await db.load("orders", file, { key: "id" });
  // @ts-expect-error: 'separator' does not exist
  await db.load("orders", file, { csv: { separator: ";" } });
  // @ts-expect-error: Property 'percent' does not exist on type 'LoadProgress'
  await db.load("orders", file, { onProgress: ({ percent }) => percent });

  // @ts-expect-error: 'cursor' does not exist
  hotdata.queryRuns.list({ cursor: "next" });
  // @ts-expect-error: Type 'string' is not assignable to type 'number'
  hotdata.queryRuns.list({ limit: "5" });
  // @ts-expect-error: 'state' does not exist
  hotdata.queryRuns.list({ state: "failed" });
  // @ts-expect-error: Property 'length' does not exist on type 'Listing<QueryRunInfo>'
  hotdata.queryRuns.list().length;
  // @ts-expect-error: must have a '[Symbol.iterator]()' method
  for (const run of hotdata.queryRuns.list()) console.log(run);
  for await (const run of hotdata.queryRuns.list()) {
    // @ts-expect-error: Property 'sql_text' does not exist on type 'QueryRunInfo'
    run.sql_text;
  }
  // @ts-expect-error: Property 'value' is missing
  await hotdata.secrets.create({ name: "password" });
}
