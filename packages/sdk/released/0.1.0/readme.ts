import { Hotdata, identifier, ApiClient, Configuration, QueryApi, HotdataError } from "hotdata";
import { z } from "zod";

declare const id: string;
declare const databaseId: string;
declare const datasetId: string;
declare const resultId: string;
declare const upload: { readonly id: string };
declare const sql: string;
declare const signal: AbortSignal;
declare const destination: WritableStream<Uint8Array>;

const hotdata = new Hotdata({ apiKey: "YOUR_API_KEY", host: "http://127.0.0.1:3000" });

const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });
await db.load("orders", new Blob(["id,city,total\n1,Lisbon,9.50\n2,Porto,12.00\n"]));

const city = "Lisbon";
const rows = await db.sql`SELECT id, total FROM orders WHERE city = ${city}`.rows();
console.log(rows); // [ { id: 1, total: 9.5 } ]
{

const order = z.object({ id: z.int(), total: z.number() });
const dear = db.sql`total > ${10}`;
const query = db.sql`
  SELECT id, total FROM ${identifier("main", "orders")}
  WHERE ${dear} AND city IN ${["Lisbon", "Porto"]} ORDER BY id`;

const orders = await query.rows({ schema: order }); // checked: { id: number, total: number }[]
const quick = await query.rows<{ id: number }>(); // typed as you say, not checked
const first = await query.first({ schema: order }); // or undefined
for await (const row of query) console.log(row); // page by page, any number of rows
const table = await query.arrow(); // a Table of apache-arrow
for await (const batch of query.batches()) console.log(batch.numRows); // one in memory at a time
const csv = await query.download("csv"); // a ReadableStream; also json, parquet, arrow, md
const { columns, values, resultId } = await query.result(); // rows as arrays, and where they are kept
}
{
const db = await hotdata.databases.create({ name: "shop" });

await db.load("orders", new Blob(["id,total\n1,9.50\n"]), {
  onProgress: ({ phase, sentBytes, totalBytes }) => console.log(phase, sentBytes, totalBytes),
  signal,
});
const rows = [{ id: 9_007_199_254_740_993n, name: "Ada", since: new Date() }];
const { rowCount } = await db.load("sales.customers", rows, { mode: "append" });
}
{
const hits = await db.search<{ id: number; body: string }>('"late delivery" refund*', {
  table: "notes",
  column: "body", // has an index of type bm25
  limit: 5,
  filter: { city: ["Lisbon", "Porto"] },
});
for (const { row, score } of hits) console.log(score, row.id, row.body);

const near = await db.search([0.12, 0.57, -0.3], {
  table: "notes",
  column: "embedding",
  filter: db.sql`id > ${7}`,
});
}
{
const answer = await hotdata.query.query({ sql, async: true, asyncAfterMs: 3000 });
if ("rows" in answer) console.log(answer.rows);
else {
  const run = await hotdata.queryRuns.wait(answer.queryRunId, { timeoutMs: 600_000 });
  console.log(run.status, run.resultId, run.errorMessage);
}

const receipt = await hotdata.databases.loadDatabaseTable(id, "main", "orders", {
  mode: "append",
  uploadId: upload.id,
  async: true,
});
if ("statusUrl" in receipt) {
  const job = await hotdata.jobs.wait(receipt.id, { signal });
  console.log(job.status, job.result, job.errorMessage);
}
}
{
const table = await hotdata.results.getResultArrow(resultId); // a Table of apache-arrow

await using reader = hotdata.results.streamResultArrow(resultId);
for await (const batch of reader) console.log(batch.numRows); // one batch in memory at a time
}
{
const csv = await hotdata.results.download(resultId, { format: "csv" }); // a ReadableStream of bytes
await csv.pipeTo(destination);
}
{
for await (const run of hotdata.queryRuns.list({ status: "failed" })) console.log(run.id);
const newest = await hotdata.databases.list({ limit: 10 }).toArray();
const versions = await hotdata.datasets.versions(datasetId, { pageSize: 50 }).toArray();
}
{

const client = new ApiClient(new Configuration({ apiKey: "YOUR_API_KEY" }));
const response = await new QueryApi(client).query({ sql: "SELECT 1 AS ok" });
}
{
try {
  await hotdata.query.query({ sql: "SELECT * FROM orderz" });
} catch (error) {
  if (!(error instanceof HotdataError)) throw error;
  console.error(error.code, error.status, error.retryable, error.requestId);
  console.error(error.message); // query: 400 Bad Request: table 'default.main.orderz' not found …
}
}
export {};
