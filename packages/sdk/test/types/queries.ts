import type { AsyncQueryResponse, Hotdata, QueryRequest, QueryResponse } from "hotdata";
import { isType } from "./same-type.ts";

export async function rightly(hotdata: Hotdata, request: QueryRequest): Promise<void> {
  const now = await hotdata.query.query({ sql: "SELECT ?", parameters: [1n] });
  isType<QueryResponse>()(now, true);
  isType<unknown[][]>()(now.rows, true);
  isType<number | null | undefined>()(now.totalRowCount, true);
  const later = await hotdata.query.query({ sql: "SELECT 1", async: true });
  isType<QueryResponse | AsyncQueryResponse>()(later, true);
  if ("rows" in later) isType<QueryResponse>()(later, true);
  else isType<string>()(later.statusUrl, true);
  // Whether it goes on in the background is known only at run time.
  isType<QueryResponse | AsyncQueryResponse>()(await hotdata.query.query(request), true);
  await hotdata.query.query(request, { numbers: "string", signal: new AbortController().signal });
}

export async function wrongly(hotdata: Hotdata): Promise<void> {
  // @ts-expect-error: No overload matches this call
  await hotdata.query.query({});
  // @ts-expect-error: No overload matches this call
  await hotdata.query.query("SELECT 1");
  // @ts-expect-error: 'default_schema' does not exist
  await hotdata.query.query({ sql: "SELECT 1", default_schema: "main" });
  // @ts-expect-error: Type '"mysql"' is not assignable to type
  await hotdata.query.query({ sql: "SELECT 1", dialect: "mysql" });
  // @ts-expect-error: Type 'bigint' is not assignable to type 'number'
  await hotdata.query.query({ sql: "SELECT 1", timeoutMs: 5n });
  // @ts-expect-error: Type 'string' is not assignable to type
  await hotdata.query.query({ sql: "SELECT 1", async: "yes" });
  // @ts-expect-error: Type 'number' is not assignable to type
  await hotdata.query.query({ sql: "SELECT ?", parameters: 7 });
  // @ts-expect-error: Type 'number' is not assignable to type 'string'
  await hotdata.query.query({ sql: "SELECT 1" }, { xDatabaseId: 7 });
  // @ts-expect-error: 'databaseId' does not exist
  await hotdata.query.query({ sql: "SELECT 1" }, { databaseId: "db" });
  // @ts-expect-error: Type '"float"' is not assignable to type
  await hotdata.query.query({ sql: "SELECT 1" }, { numbers: "float" });
  // @ts-expect-error: Type 'AbortController' is missing
  await hotdata.query.query({ sql: "SELECT 1" }, { signal: new AbortController() });

  const later = await hotdata.query.query({ sql: "SELECT 1", async: true });
  // @ts-expect-error: Property 'rows' does not exist on type 'AsyncQueryResponse'
  later.rows;
  const now = await hotdata.query.query({ sql: "SELECT 1" });
  // @ts-expect-error: Property 'statusUrl' does not exist on type 'QueryResponse'
  now.statusUrl;
  // @ts-expect-error: Property 'row_count' does not exist
  now.row_count;
  // @ts-expect-error: 'unknown' is not assignable to type 'number'
  const cell: number = now.rows[0]?.[0];
  // @ts-expect-error: Type 'number' is not assignable to type 'bigint'
  const count: bigint = now.rowCount;
  // @ts-expect-error: 'now.totalRowCount' is possibly 'null' or 'undefined'
  const half = now.totalRowCount / 2;
  // @ts-expect-error: Type 'string | null | undefined' is not assignable to type 'string'
  const resultId: string = now.resultId;
  console.log(cell, count, half, resultId);
}

export async function background(hotdata: Hotdata): Promise<void> {
  const run = await hotdata.queryRuns.wait("qrun");
  // @ts-expect-error: Property 'rows' does not exist on type 'QueryRunInfo'
  run.rows;
  // @ts-expect-error: Expected 1-2 arguments, but got 0
  await hotdata.queryRuns.wait();
  // @ts-expect-error: Type 'string' is not assignable to type 'boolean | undefined'
  await hotdata.queryRuns.wait("qrun", { cancelOnAbort: "yes" });
  // @ts-expect-error: Property 'createdAt' does not exist on type 'string'
  run.createdAt.createdAt;
  // @ts-expect-error: Type 'string' is not assignable to type 'Date'
  const when: Date = run.createdAt;
  console.log(when);
}
