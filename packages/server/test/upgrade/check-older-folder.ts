import { isDeepStrictEqual } from "node:util";
import type { FolderClient } from "./folder-client.ts";
import type { RecordedFolder } from "./recorded-folder.ts";

/** Compares what a server shows of a folder with what was recorded; a sentence for each difference. */
export async function checkOlderFolder(
  client: FolderClient,
  recorded: RecordedFolder,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [path, expected] of Object.entries(recorded.reads)) {
    const { status, text } = await client.call("GET", path);
    const where = status === 200 ? difference(expected, JSON.parse(text), "") : `status ${status}`;
    if (where !== undefined) problems.push(`GET ${path}: ${where}`);
  }
  for (const [path, expected] of Object.entries(recorded.texts)) {
    const { text } = await client.call("GET", path);
    if (text !== expected) problems.push(`GET ${path}: another text`);
  }
  for (const { answer: expected, ...json } of recorded.queries) {
    const { text } = await client.call("POST", "/v1/query", { json });
    const where = difference(expected, JSON.parse(text), "");
    if (where !== undefined) problems.push(`${json.sql}: ${where}`);
  }
  return problems;
}

/** Goes on with what an older release had begun. @throws when something cannot be done. */
export async function continueOlderFolder(
  client: FolderClient,
  { begun }: RecordedFolder,
): Promise<void> {
  const { databaseId, reservedDatabaseId } = begun;
  const load = (id: string, table: string, json: object) =>
    client.must("POST", `/v1/databases/${id}/schemas/main/tables/${table}/loads`, { json });
  await client.must("POST", `/v1/uploads/${begun.openUploadId}/finalize`, {
    headers: { "x-upload-finalize-token": begun.finalizeToken },
  });
  await load(databaseId, "later", { mode: "append", upload_id: begun.uploadId });
  await load(databaseId, "later", { mode: "append", upload_id: begun.openUploadId });
  await load(databaseId, "orders", { mode: "upsert", data: "id,v,w\n1,again,1\n8,h,2\n" });
  await load(databaseId, "empty", { mode: "append", data: "id,day\n1,2024-01-01\n" });
  await load(reservedDatabaseId, "t", { mode: "replace", data: "x\n1\n" });
  const fork = await client.must("POST", `/v1/databases/${databaseId}/fork`, {
    json: { name: "another fork" },
  });
  await expectRows(client, fork.id, ["SELECT sum(x) FROM later", [[7]]]);
  await expectRows(client, fork.id, [
    "SELECT v FROM orders WHERE id IN (1, 8)",
    [["again"], ["h"]],
  ]);
  const executed = await client.must("POST", `/v1/queries/${begun.savedQueryId}/execute`, {
    headers: { "x-database-id": databaseId },
    json: {},
  });
  if (executed.row_count !== 6) throw new Error(`the saved query: ${JSON.stringify(executed)}`);
}

async function expectRows(
  client: FolderClient,
  database_id: string,
  [sql, rows]: readonly [sql: string, rows: unknown],
): Promise<void> {
  const answer = await client.must("POST", "/v1/query", { json: { sql, database_id } });
  if (isDeepStrictEqual(answer.rows, rows)) return;
  throw new Error(`${sql}: ${JSON.stringify(answer.rows)}`);
}

/** Where `actual` lacks something of `expected`; later releases may show more. */
function difference(expected: unknown, actual: unknown, at: string): string | undefined {
  if (typeof expected !== "object" || expected === null) {
    if (expected === actual) return undefined;
    return `${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  }
  if (typeof actual !== "object" || actual === null) return `${at} is ${JSON.stringify(actual)}`;
  const length = Array.isArray(expected) ? expected.length : undefined;
  if (Array.isArray(actual) && actual.length !== length) {
    return `${at} has ${actual.length} items, not ${length}`;
  }
  const fields = new Map(Object.entries(actual));
  for (const [name, value] of Object.entries(expected)) {
    const found = difference(value, fields.get(name), `${at}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
