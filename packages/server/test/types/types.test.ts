import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "apache-arrow";
import { ServerProcess } from "../../../../test/server/server-process.ts";
import { TYPE_CASES, type TypeCase } from "./type-cases.ts";

const apiKey = "types-test-key";
const dataDir = mkdtempSync(join(tmpdir(), "hotdata-types-"));
const documented = readDocumentedTypes();
let server: ServerProcess;

before(async () => {
  server = await ServerProcess.start({ dataDir, apiKey });
});

after(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("types through every format", () => {
  for (const typeCase of TYPE_CASES) {
    test(typeCase.type, () => checkType(typeCase));
  }

  test("every documented type is driven", () => {
    const driven = TYPE_CASES.map(({ type }) => type);
    assert.deepEqual([...documented.keys()].toSorted(), driven.toSorted());
  });
});

describe("shapes of results", () => {
  test("repeated and Unicode column names are kept", async () => {
    const { resultId, body } = await query(`SELECT 1 AS a, 2 AS a, 3 AS "größe 🦆"`);
    assert.match(body, /"columns":\["a","a","größe 🦆"\]/);
    const names = (await arrow(resultId)).schema.fields.map((field) => field.name);
    assert.deepEqual(names, ["a", "a", "größe 🦆"]);
    assert.equal(await fetchText(resultId, "csv"), "a,a,größe 🦆\n1,2,3\n");
  });

  test("numbers beyond a DOUBLE are infinities, which JSON has as null", async () => {
    assert.equal((await query("SELECT 1e400, -1e400, [1e999]")).rows, "[[null,null,[null]]]");
  });

  test("the first and the last time with a zone, and its infinities, are delivered", async () => {
    const { rows } = await query(
      "SELECT min(timestamp_tz), max(timestamp_tz), 'infinity'::TIMESTAMPTZ FROM test_all_types()",
    );
    const [first, last] = ["-290308-12-22T00:00:00Z", "294247-01-10T04:00:54.775806Z"];
    assert.equal(rows, `[["${first}","${last}","infinity"]]`);
  });

  test("an empty result keeps its columns in every format", async () => {
    const { resultId, rows } = await query("SELECT 1::BIGINT AS n, 'x' AS s WHERE false");
    assert.equal(rows, "[]");
    const table = await arrow(resultId);
    assert.equal(table.numRows, 0);
    assert.deepEqual(table.schema.fields.map(String), ["n: Int64", "s: Utf8"]);
    assert.equal(await fetchText(resultId, "csv"), "n,s\n");
    assert.equal(await fetchText(resultId, "md"), "| n | s |\n| --- | --- |\n");
    assert.deepEqual(await parquetRows(resultId), []);
  });

  test("limit=0 gives the schema and no rows", async () => {
    const { resultId } = await query("SELECT range AS n FROM range(5)");
    const table = await arrow(resultId, "&limit=0");
    assert.equal(table.numRows, 0);
    assert.deepEqual(table.schema.fields.map(String), ["n: Int64"]);
    const response = await get(`/v1/results/${resultId}?format=json&limit=0`);
    assert.equal(response.headers.get("x-total-row-count"), "5");
    assert.match(await response.text(), /"row_count":0,"rows":\[\]\}$/);
  });

  test("an explicit HUGEINT is text, a computed one that overflows is refused", async () => {
    const big = "170141183460469231731687303715884105727";
    const { rows } = await query(`SELECT ${big}::HUGEINT AS big`);
    assert.equal(rows, `[["${big}"]]`);
    const refused = await post(`SELECT sum(n) AS total FROM (SELECT ${big} - 1 AS n)`);
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /column \\"total\\" does not fit into a 64-bit integer/);
  });
});

async function checkType(typeCase: TypeCase): Promise<void> {
  const values = typeCase.values.map((value) => `(${value})`).join(", ");
  const { resultId, rows } = await query(`SELECT v FROM (VALUES ${values}) AS t(v)`);
  const expected = typeCase.json.map((text) => `[${text}]`).join(",");
  assert.equal(rows, `[${expected}]`, "JSON of the query");
  assert.equal(rowsOf(await fetchText(resultId, "json")), `[${expected}]`, "JSON of the result");
  await checkArrow(typeCase, resultId);
  const csv = typeCase.csv ?? typeCase.json.map(bareText);
  assert.equal(await fetchText(resultId, "csv"), `v\n${csv.map((text) => `${text}\n`).join("")}`);
  const markdown = await fetchText(resultId, "md");
  assert.equal(markdown.split("\n").length, typeCase.values.length + 3, "lines of Markdown");
  const parquet =
    typeCase.parquet ?? typeCase.json.map((text) => (text === "null" ? "NULL" : bareText(text)));
  assert.deepEqual(await parquetRows(resultId), parquet, "values in Parquet");
}

async function checkArrow(typeCase: TypeCase, resultId: string): Promise<void> {
  const table = await arrow(resultId);
  const field = table.schema.fields[0];
  assert.equal(String(field?.type), documented.get(typeCase.type)?.arrow, "Arrow type");
  assert.equal(table.numRows, typeCase.values.length);
  const column = table.getChildAt(0);
  // Arrow's library cannot hand out infinities of time: only that they are there is asked.
  typeCase.values.forEach((value, index) => {
    assert.equal(column?.isValid(index) === false, value === "NULL", `NULL in Arrow at ${index}`);
  });
}

function bareText(json: string): string {
  return json === "null" ? "" : json.replace(/^"(.*)"$/s, "$1");
}

/** Rows of docs/types.md by type. */
function readDocumentedTypes(): Map<string, { readonly arrow: string }> {
  const text = readFileSync(join(import.meta.dirname, "../../../../docs/types.md"), "utf8");
  const rows = [...text.matchAll(/^\| ([A-Z][^|]*?) \| [^|]* \| ([^|]*?) \| ([^|]*?) \|$/gm)];
  return new Map(
    rows.flatMap(([, type = "", arrowType = ""]) =>
      type.trim() === "SQL type" ? [] : [[type.trim(), { arrow: arrowType.trim() }]],
    ),
  );
}

function get(path: string): Promise<Response> {
  return fetch(server.url + path, { headers: { authorization: `Bearer ${apiKey}` } });
}

function post(sql: string): Promise<Response> {
  return fetch(`${server.url}/v1/query`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ sql }),
  });
}

async function query(sql: string): Promise<{ resultId: string; rows: string; body: string }> {
  const response = await post(sql);
  const body = await response.text();
  assert.equal(response.status, 200, body);
  const resultId = /"result_id":"(\w+)"/.exec(body)?.[1] ?? "";
  return { resultId, body, rows: rowsOf(body) };
}

/** The rows as the server spelled them: parsing them would lose digits. */
function rowsOf(body: string): string {
  return body.slice(body.indexOf('"rows":') + 7, -1);
}

async function fetchText(resultId: string, format: string): Promise<string> {
  const response = await get(`/v1/results/${resultId}?format=${format}`);
  assert.equal(response.status, 200);
  return response.text();
}

async function arrow(resultId: string, more = "") {
  const response = await get(`/v1/results/${resultId}?format=arrow${more}`);
  assert.equal(response.status, 200);
  return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
}

async function parquetRows(resultId: string): Promise<string[]> {
  const response = await get(`/v1/results/${resultId}?format=parquet`);
  const path = join(dataDir, "fetched.parquet");
  writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(CAST(#1 AS VARCHAR), 'NULL') FROM read_parquet('${path}')`,
  );
  connection.closeSync();
  instance.closeSync();
  return reader.getRows().map(([value]) => String(value));
}
