import { setTimeout as sleep } from "node:timers/promises";
import type { Answered, FolderClient } from "./folder-client.ts";
import type { RecordedFolder } from "./recorded-folder.ts";

/** More than is kept in the metastore: a result in a file. */
const LARGE = "SELECT i, md5(i::VARCHAR) AS text FROM range(3000) AS r(i)";
const TYPES =
  "id,flag,price,day,at\n1,true,1.50,2024-02-29,2024-02-29 12:00:00\n2,false,,2025-01-01,2025-01-01 00:00:00\n";
const DECLARED = {
  name: "main",
  tables: [
    { name: "orders", key: ["id"] },
    {
      name: "empty",
      partition_by: [{ column: "day", transform: "identity" }],
      sorted_by: [{ column: "id" }],
    },
  ],
};

/** Makes some of everything that an early release knew, and records how the server shows it. */
export async function fillFolder(
  client: FolderClient,
): Promise<Pick<RecordedFolder, "reads" | "texts" | "queries" | "begun">> {
  const first = await client.must("POST", "/v1/databases", {
    json: { name: "first", schemas: [DECLARED, { name: "extra" }] },
  });
  const load = (id: string, table: string, json: object): Promise<Answered> =>
    client.must("POST", `/v1/databases/${id}/schemas/main/tables/${table}/loads`, { json });
  await load(first.id, "orders", { mode: "replace", data: "id,v\n1,a\n2,b\n3,c\n" });
  await load(first.id, "orders", { mode: "append", data: "id,v,w\n4,d,1\n5,e,2\n" });
  await load(first.id, "orders", { mode: "upsert", data: "id,v,w\n2,B,7\n6,f,8\n" });
  await load(first.id, "orders", { mode: "update", data: "id,v\n1,A\n99,no\n" });
  const fork = await client.must("POST", `/v1/databases/${first.id}/fork`, {
    json: { name: "fork" },
  });
  await load(first.id, "orders", { mode: "delete", data: "id\n3\n" });
  await load(first.id, "types", { mode: "replace", data: TYPES });
  await load(fork.id, "orders", { mode: "append", data: "id,v,w\n7,g,9\n" });
  const columns = `/v1/databases/${fork.id}/schemas/main/tables/orders/columns`;
  await client.must("PATCH", `${columns}/w`, { json: { name: "weight" } });
  const job = await load(first.id, "later", { mode: "replace", data: "x\n1\n", async: true });
  await ended(client, job.id);
  const batch = await client.must("POST", "/v1/databases/bulk", {
    json: { count: 2, name_template: "reserved-{index}" },
  });
  await ended(client, batch.job_id);
  const listed = await client.must("GET", "/v1/databases?search=reserved-1");
  await client.must("POST", `/v1/databases/${fork.id}/catalogs`, {
    json: { connection_id: first.default_connection_id, alias: "origin" },
  });
  const context = `/v1/databases/${first.id}/context`;
  await client.must("POST", context, { json: { name: "readme", content: "Orders, by id." } });
  const saved = await client.must("POST", "/v1/queries", {
    json: { name: "all orders", sql: "SELECT id, v FROM orders ORDER BY id", tags: ["old"] },
  });
  const [workspace] = (await client.must("GET", "/v1/workspaces")).workspaces;
  const limits = `/v1/workspaces/${workspace.public_id}/limits`;
  await client.must("PUT", limits, { json: { query_timeout_ms: 90_000 } });
  const begun = await beginUploads(client);

  const queries = [
    { sql: "SELECT * FROM orders ORDER BY id", database_id: first.id },
    { sql: "SELECT * FROM orders AT (VERSION => 1) ORDER BY id", database_id: first.id },
    { sql: "SELECT * FROM orders AT (VERSION => 3) ORDER BY id", database_id: first.id },
    { sql: "SELECT * FROM types ORDER BY id", database_id: first.id },
    { sql: "SELECT * FROM later", database_id: first.id },
    { sql: "SELECT * FROM orders ORDER BY id", database_id: fork.id },
    { sql: "SELECT count(*) AS n FROM origin.main.orders", database_id: fork.id },
    { sql: LARGE, database_id: first.id },
  ];
  const answered = [];
  const results: string[] = [];
  for (const query of queries) {
    const answer = await client.must("POST", "/v1/query", { json: query });
    const { columns, rows, row_count, truncated, result_id } = answer;
    results.push(`/v1/results/${result_id}`);
    // The large one is recorded once, as text.
    const shown = query.sql === LARGE ? {} : { rows };
    answered.push({ ...query, answer: { columns, ...shown, row_count, truncated } });
  }
  // The run of a statement that failed is part of the history, too.
  await client.call("POST", "/v1/query", { json: { sql: "SELECT nothing FROM orders" } });

  const runs = (await client.must("GET", "/v1/query-runs?limit=100")).query_runs;
  const reads = await record(client, [
    "/v1/workspaces",
    limits,
    "/v1/databases",
    `/v1/databases/${first.id}`,
    `/v1/databases/${fork.id}`,
    `/v1/databases/${first.id}/snapshots`,
    `/v1/databases/${fork.id}/snapshots`,
    `/v1/databases/bulk/${batch.batch_id}`,
    context,
    `${context}/readme`,
    "/v1/queries",
    `/v1/queries/${saved.id}`,
    `/v1/queries/${saved.id}/versions`,
    "/v1/query-runs?limit=100",
    ...runs.map(({ id }: { id: string }) => `/v1/query-runs/${id}`),
    "/v1/results?limit=100",
    ...results.slice(0, -1),
    "/v1/files",
    "/v1/jobs",
    `/v1/jobs/${job.id}`,
    `/v1/information_schema?database_id=${first.id}&include_columns=true`,
    `/v1/information_schema?database_id=${fork.id}&include_columns=true`,
  ]);
  const texts: Record<string, string> = {};
  for (const path of results.slice(-2)) {
    texts[`${path}?format=csv`] = (await client.call("GET", `${path}?format=csv`)).text;
  }
  return {
    reads,
    texts,
    queries: answered,
    begun: {
      ...begun,
      databaseId: first.id,
      savedQueryId: saved.id,
      reservedDatabaseId: listed.databases[0].id,
    },
  };
}

async function beginUploads(client: FolderClient) {
  const headers = { "content-type": "text/csv" };
  const waiting = await client.must("POST", "/v1/files", { headers, body: "x\n1\n2\n" });
  const body = "x\n3\n";
  const session = await client.must("POST", "/v1/uploads", {
    json: { declared_size_bytes: body.length, content_type: "text/csv", filename: "x.csv" },
  });
  await client.call("PUT", session.url, { body });
  return {
    uploadId: String(waiting.id),
    openUploadId: String(session.upload_id),
    finalizeToken: String(session.finalize_token),
  };
}

async function record(client: FolderClient, paths: readonly string[]) {
  const reads: Record<string, unknown> = {};
  for (const path of paths) reads[path] = await client.must("GET", path);
  return reads;
}

async function ended(client: FolderClient, jobId: string): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const { status } = await client.must("GET", `/v1/jobs/${jobId}`);
    if (status === "succeeded") return;
    if (status === "failed") break;
    await sleep(50);
  }
  throw new Error(`the job ${jobId} did not succeed`);
}
