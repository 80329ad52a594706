import type { Hotdata, LoadManagedTableResponse, SubmitJobResponse } from "hotdata";
import { isType } from "./same-type.ts";

export async function rightly({ databases }: Hotdata): Promise<void> {
  const loaded = await databases.loadDatabaseTable("db", "main", "orders", {
    mode: "append",
    uploadId: "upl",
    columns: { id: "BIGINT", price: { type: "DECIMAL", precision: 9, scale: 2 } },
  });
  isType<LoadManagedTableResponse>()(loaded, true);
  const request = { mode: "append", uploadId: "upl", async: true } as const;
  const receipt = await databases.loadDatabaseTable("db", "main", "orders", request);
  isType<LoadManagedTableResponse | SubmitJobResponse>()(receipt, true);
}

export async function wrongly({ databases, uploads, secrets, jobs }: Hotdata): Promise<void> {
  // @ts-expect-error: Property 'mode' is missing
  await databases.loadDatabaseTable("db", "main", "orders", { uploadId: "upl" });
  // @ts-expect-error: Expected 4-5 arguments, but got 3
  await databases.loadDatabaseTable("db", "main", { mode: "replace" });
  // @ts-expect-error: 'upload_id' does not exist
  await databases.loadDatabaseTable("db", "main", "orders", { mode: "replace", upload_id: "upl" });
  // @ts-expect-error: Type '"xml"' is not assignable to type
  await databases.loadDatabaseTable("db", "main", "orders", { mode: "replace", format: "xml" });
  // @ts-expect-error: Type '"ignore"' is not assignable to type
  await databases.loadDatabaseTable("db", "main", "orders", { mode: "replace", onError: "ignore" });
  // @ts-expect-error: Type 'string' is not assignable to type 'readonly string[]'
  await databases.loadDatabaseTable("db", "main", "orders", { mode: "upsert", key: "id" });

  const request = { mode: "append", uploadId: "upl", async: true } as const;
  const receipt = await databases.loadDatabaseTable("db", "main", "orders", request);
  // @ts-expect-error: Property 'rowCount' does not exist on type 'SubmitJobResponse'
  receipt.rowCount;

  // @ts-expect-error: Type 'Date' is not assignable to type 'string'
  await databases.createDatabase({ expiresAt: new Date() });
  // @ts-expect-error: 'expires_at' does not exist
  await databases.createDatabase({ expires_at: "24h" });
  // @ts-expect-error: Property 'name' is missing
  await databases.createDatabase({ schemas: [{ tables: [] }] });
  // @ts-expect-error: Expected 1-2 arguments, but got 0
  await databases.getDatabase();
  // @ts-expect-error: Argument of type 'number' is not assignable to parameter of type 'string'
  await databases.getDatabase(7);
  // @ts-expect-error: Argument of type 'string' is not assignable to parameter of type 'BinaryBody'
  await uploads.uploadFile("orders.csv");
  // @ts-expect-error: Property 'value' is missing
  await secrets.createSecret({ name: "password" });
  // @ts-expect-error: Type 'number' is not assignable to type 'string'
  await jobs.listJobs({ status: 7 });
}
