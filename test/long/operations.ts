import { createHash, randomUUID } from "node:crypto";
import { pause } from "../crash/crash-client.ts";
import type { Random } from "../crash/random.ts";
import { expectSame, type LongClient, rowsOf, WrongAnswerError } from "./long-client.ts";

export interface Desk {
  readonly client: LongClient;
  readonly random: Random;
  /** A database of this client alone, whose table `numbers` has ROWS rows and never changes. */
  readonly databaseId: string;
}

export interface Operation {
  readonly kind: string;
  readonly weight: number;
  /** Rejects when an answer is refused or wrong. */
  run(desk: Desk): Promise<void>;
}

export const ROWS = 3_000;
const SUM = (ROWS * (ROWS - 1)) / 2;
const TOTALS = "SELECT count(*), sum(n)::BIGINT FROM numbers";
const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE x * y % 7 = 3";
/** Ends what nobody waits for, should nothing else do it. */
const ENDLESS_LIMIT_MS = 20_000;
const FORMATS = ["json", "arrow", "csv", "parquet", "md"] as const;

export const OPERATIONS: readonly Operation[] = [
  { kind: "query", weight: 8, run: query },
  { kind: "query in background", weight: 4, run: queryInBackground },
  { kind: "cancelled query", weight: 2, run: cancelledQuery },
  { kind: "abandoned query", weight: 2, run: abandonedQuery },
  { kind: "result formats", weight: 3, run: resultFormats },
  { kind: "dataset", weight: 2, run: dataset },
  { kind: "sandbox", weight: 2, run: sandbox },
  { kind: "saved query", weight: 2, run: savedQuery },
  { kind: "upload session", weight: 2, run: uploadSession },
  { kind: "fork", weight: 1, run: fork },
];

export function numbersCsv(): string {
  const lines = Array.from({ length: ROWS }, (_, n) => `${n},text of ${n}`);
  return `n,s\n${lines.join("\n")}\n`;
}

async function query({ client, random, databaseId }: Desk): Promise<void> {
  expectSame(await client.rows(databaseId, TOTALS), [[ROWS, SUM]], "totals");
  const n = random.below(ROWS);
  const found = await client.rows(databaseId, `SELECT s FROM numbers WHERE n = ${n}`);
  expectSame(found, [[`text of ${n}`]], "one row");
}

async function queryInBackground({ client, databaseId }: Desk): Promise<void> {
  const run = await begin(client, { sql: TOTALS, database_id: databaseId });
  const ended = await endOf(client, run, databaseId);
  expectSame(ended["status"], "succeeded", "the run's end");
  const path = `/v1/results/${String(ended["result_id"])}`;
  expectSame(rowsOf(await client.send("GET", path)), [[ROWS, SUM]], "stored totals");
}

async function cancelledQuery({ client, random, databaseId }: Desk): Promise<void> {
  const request = { sql: ENDLESS, database_id: databaseId, timeout_ms: ENDLESS_LIMIT_MS };
  const run = await begin(client, request);
  await pause(random.below(200));
  await client.send("POST", `/v1/query-runs/${run}/cancel`);
  const { status } = await endOf(client, run, databaseId);
  expectSame(status, "cancelled", "a cancelled run's end");
}

async function abandonedQuery({ client, random, databaseId }: Desk): Promise<void> {
  const json = { sql: ENDLESS, database_id: databaseId, timeout_ms: ENDLESS_LIMIT_MS };
  const signal = AbortSignal.timeout(20 + random.below(200));
  await client.send("POST", "/v1/query", { json, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

async function resultFormats({ client, databaseId, random }: Desk): Promise<void> {
  const sql = `SELECT n, s, n / 7.0 AS d FROM numbers ORDER BY n`;
  const json = { sql, database_id: databaseId };
  const { fields } = await client.send("POST", "/v1/query", { json });
  const path = `/v1/results/${String(fields["result_id"])}`;
  const digests = new Map<string, string>();
  for (const format of [...FORMATS, random.pick(FORMATS)]) {
    const { bytes } = await client.send("GET", `${path}?format=${format}`);
    const digest = createHash("sha256").update(bytes).digest("hex");
    expectSame(digest, digests.get(format) ?? digest, `${format} read again`);
    digests.set(format, digest);
    if (format !== "csv") continue;
    expectSame(bytes.toString().split("\n").length, ROWS + 2, "lines of CSV");
  }
}

async function dataset({ client, random }: Desk): Promise<void> {
  const values = Array.from({ length: 20 }, () => random.below(1_000));
  const content = `x\n${values.join("\n")}\n`;
  const source = { type: "inline", inline: { format: "csv", content } };
  const label = `long ${randomUUID()}`;
  const made = await client.send("POST", "/v1/datasets", { json: { label, source } });
  const { id, schema_name: schema, table_name: table } = made.fields;
  const sql = `SELECT sum(x)::BIGINT FROM datasets."${String(schema)}"."${String(table)}"`;
  const answer = await client.send("POST", "/v1/query", { json: { sql } });
  expectSame(rowsOf(answer), [[values.reduce((sum, value) => sum + value, 0)]], "a dataset's sum");
  await client.send("DELETE", `/v1/datasets/${String(id)}`);
}

async function sandbox({ client }: Desk): Promise<void> {
  const markdown = `# ${randomUUID()}\n`;
  const made = await client.send("POST", "/v1/sandboxes", { json: { markdown } });
  const id = sandboxOf(made.fields)["public_id"];
  const read = await client.send("GET", `/v1/sandboxes/${String(id)}`);
  expectSame(sandboxOf(read.fields)["markdown"], markdown, "a sandbox's text");
  await client.send("DELETE", `/v1/sandboxes/${String(id)}`);
}

async function savedQuery({ client, databaseId }: Desk): Promise<void> {
  const id = await client.make("/v1/queries", { name: `long ${randomUUID()}`, sql: TOTALS });
  const headers = { "x-database-id": databaseId };
  const answer = await client.send("POST", `/v1/queries/${id}/execute`, { json: {}, headers });
  expectSame(rowsOf(answer), [[ROWS, SUM]], "a saved query's rows");
  await client.send("DELETE", `/v1/queries/${id}`);
}

async function uploadSession({ client, random, databaseId }: Desk): Promise<void> {
  const count = 1 + random.below(2_000);
  const text = `n\n${Array.from({ length: count }, (_, n) => `${n}\n`).join("")}`;
  const { fields } = await client.send("POST", "/v1/uploads", {
    json: { declared_size_bytes: Buffer.byteLength(text), filename: "numbers.csv" },
  });
  await client.send("PUT", String(fields["url"]), { text });
  const id = String(fields["upload_id"]);
  await client.send("POST", `/v1/uploads/${id}/finalize`, {
    headers: { "x-upload-finalize-token": String(fields["finalize_token"]) },
  });
  const path = `/v1/databases/${databaseId}/schemas/main/tables/sent/loads`;
  await client.send("POST", path, { json: { mode: "replace", upload_id: id, format: "csv" } });
  const rows = await client.rows(databaseId, "SELECT count(*) FROM sent");
  expectSame(rows, [[count]], "rows of an upload");
}

async function fork({ client, databaseId }: Desk): Promise<void> {
  const json = { name: `long-${randomUUID()}`, expires_at: "1h" };
  const id = await client.make(`/v1/databases/${databaseId}/fork`, json);
  expectSame(await client.rows(id, TOTALS), [[ROWS, SUM]], "a fork's totals");
  await client.send("DELETE", `/v1/databases/${id}`);
}

async function begin(client: LongClient, request: object): Promise<string> {
  const answer = await client.send("POST", "/v1/query", { json: { ...request, async: true } });
  return String(answer.fields["query_run_id"]);
}

async function endOf(client: LongClient, run: string, databaseId: string) {
  const headers = { "x-database-id": databaseId };
  for (;;) {
    const { fields } = await client.send("GET", `/v1/query-runs/${run}`, { headers });
    if (fields["status"] !== "running") return fields;
    await pause(20);
  }
}

function sandboxOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { sandbox } = fields;
  if (typeof sandbox !== "object" || sandbox === null) throw new WrongAnswerError("no sandbox");
  return Object.fromEntries(Object.entries(sandbox));
}
