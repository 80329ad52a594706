import { Hotdata, ApiClient, Configuration, QueryApi } from "hotdata";

declare const id: string;
declare const resultId: string;
declare const sql: string;
declare const signal: AbortSignal;
{

await using hotdata = new Hotdata({
  apiKey: "YOUR_API_KEY",
  host: "http://127.0.0.1:3000",
});

const database = await hotdata.databases.createDatabase({ name: "sales" });
const upload = await hotdata.uploads.uploadFile(new Blob(["id,total\n1,9.50\n2,12.00\n"]), {
  contentType: "text/csv",
});
await hotdata.databases.loadDatabaseTable(database.id, "main", "orders", {
  mode: "replace",
  uploadId: upload.id,
});
const { columns, rows } = await hotdata.query.query(
  { sql: "SELECT count(*) AS orders, sum(total) AS total FROM orders" },
  { xDatabaseId: database.id },
);
console.log(columns, rows);
{

const client = new ApiClient(new Configuration({ apiKey: "YOUR_API_KEY" }));
const response = await new QueryApi(client).query({ sql: "SELECT 1 AS ok" });
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
{
const table = await hotdata.results.getResultArrow(resultId); // a Table of apache-arrow

await using reader = hotdata.results.streamResultArrow(resultId);
for await (const batch of reader) console.log(batch.numRows); // one batch in memory at a time
}
}
}
}
export {};
