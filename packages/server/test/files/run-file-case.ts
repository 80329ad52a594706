import assert from "node:assert/strict";
import type { TestApp } from "../start-test-app.ts";
import type { FileCase } from "./file-case.ts";
import { isSameValue } from "./same-value.ts";

export type Outcome = "exact" | "rejected with line" | "rejected as a whole";

export interface FileBench {
  readonly app: TestApp;
  readonly databaseId: string;
}

/** Loads a case's file into a new table and compares; throws when it is not as it must be. */
export async function runFileCase(bench: FileBench, fileCase: FileCase): Promise<Outcome> {
  const { app, databaseId } = bench;
  const { body, contentType = "application/octet-stream", request, expected } = fileCase;
  const headers = { "content-type": contentType };
  const sent = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
  const upload = await app.call("POST", "/v1/files", { body: sent, headers });
  assert.equal(upload.status, 201, upload.text);
  const path = `/v1/databases/${databaseId}/schemas/main/tables/t/loads`;
  const json = { mode: "replace", upload_id: upload.json.id, ...request };
  const answer = await app.call("POST", path, { json });
  if ("refusedLine" in expected) {
    assert.equal(answer.status, 400, answer.text.slice(0, 500));
    const message: string = answer.json.error.message;
    if (expected.message !== undefined) assert.match(message, expected.message);
    if (expected.refusedLine === undefined) return "rejected as a whole";
    assert.match(message, new RegExp(`line ${expected.refusedLine}\\b`));
    return "rejected with line";
  }
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  const found = await readTable(bench);
  if (expected.names !== undefined) assert.deepEqual(found.names, expected.names);
  if (expected.types !== undefined) assert.deepEqual(found.types, expected.types);
  compare(expected.rows, found);
  if (expected.rejectedLines === undefined) return "exact";
  assert.equal(answer.json.rejected_rows, expected.rejectedLines.length);
  assert.deepEqual(await readRejects(bench, answer.json.rejects_url), expected.rejectedLines);
  return "exact";
}

interface FoundTable {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

async function readTable(bench: FileBench): Promise<FoundTable> {
  const described = await query(bench, "DESCRIBE t");
  const names = described.map(([name]) => String(name));
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  const typeList = quoted.map((name) => `typeof(${name})`).join(", ");
  const [types] = await query(
    bench,
    `SELECT ${typeList} FROM (SELECT 1) LEFT JOIN t ON true LIMIT 1`,
  );
  const texts = quoted.map((name) => `CAST(${name} AS VARCHAR)`).join(", ");
  const rows = await query(bench, `SELECT ${texts} FROM t`);
  return { names, types: (types ?? []).map(String), rows };
}

async function query(
  { app, databaseId }: FileBench,
  sql: string,
): Promise<readonly (readonly (string | null)[])[]> {
  const json = { sql, database_id: databaseId, dialect: "duckdb" };
  const answer = await app.call("POST", "/v1/query", { json });
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  if (!answer.json.truncated) return answer.json.rows;
  const whole = await app.call("GET", `/v1/results/${answer.json.result_id}?format=json`, {
    headers: { "x-database-id": databaseId },
  });
  return whole.json.rows;
}

function compare(expected: FoundTable["rows"], { names, types, rows }: FoundTable): void {
  assert.equal(rows.length, expected.length, "number of rows");
  for (const [index, row] of expected.entries()) {
    for (const [place, type] of types.entries()) {
      const cell = row[place] ?? null;
      const value = rows[index]?.[place] ?? null;
      const where = `row ${index + 1}, column "${names[place]}" (${type})`;
      const shown = `${JSON.stringify(cell)?.slice(0, 200)} became ${JSON.stringify(value)?.slice(0, 200)}`;
      assert.ok(isSameValue(cell, value, type), `silently changed: ${where}: ${shown}`);
    }
  }
}

async function readRejects({ app, databaseId }: FileBench, url: unknown): Promise<number[]> {
  if (typeof url !== "string") return [];
  const headers = { "x-database-id": databaseId };
  const answer = await app.call("GET", `${url}?format=json`, { headers });
  assert.equal(answer.status, 200, answer.text);
  const place = answer.json.columns.indexOf("line");
  return answer.json.rows.map((row: readonly unknown[]) => Number(row[place]));
}
