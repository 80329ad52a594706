import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../../src/app.ts";
import { loadConfig } from "../../../src/config/load-config.ts";
import { quoteIdentifier, quoteLiteral } from "../../../src/engine/duckdb/sql-text.ts";
import { runInFile } from "../duckdb/duckdb-file.ts";
import { createStatements } from "./duckdb-fixture.ts";
import type { ConformanceFixture, TypeCase } from "./fixture.ts";

const KEY = "key-of-the-other-server";

function same(declared: string, texts: readonly string[], type = declared): TypeCase {
  return { declared, type, values: texts.map((text) => [quoteLiteral(text), text]) };
}

/** What tables of a server can have; some of it its API tells as text only. */
const TYPES: readonly TypeCase[] = [
  same("BOOLEAN", ["true", "false"]),
  same("TINYINT", ["-128", "127"]),
  same("SMALLINT", ["-32768", "32767"]),
  same("INTEGER", ["-2147483648", "2147483647"]),
  same("BIGINT", ["-9223372036854775808", "9223372036854775807"]),
  same("UTINYINT", ["255"]),
  same("USMALLINT", ["65535"]),
  same("UINTEGER", ["4294967295"]),
  same("UBIGINT", ["18446744073709551615"]),
  same("FLOAT", ["nan", "-inf", "0.1", "3.4028235e+38"]),
  same("DOUBLE", ["nan", "inf", "0.1", "5e-324", "1.7976931348623157e+308", "-0.0"]),
  same("DECIMAL(4,1)", ["-999.9", "0.1"]),
  same("DECIMAL(38,10)", ["1234567890123456789012345678.0123456789"]),
  same("VARCHAR", ["", "NULL", 'a\nb,"c"', "žluť 🦆", "\r\n", "a\0b"]),
  same("BLOB", ["", "\\x00\\xFFA"]),
  same(
    "UUID",
    ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    "VARCHAR",
  ),
  same("JSON", ['{"a": 1.00, "b": [null]}', "null"], "VARCHAR"),
  same("DATE", ["infinity", "-infinity", "0044-03-15 (BC)", "9999-12-31"]),
  same("TIME", ["00:00:00.000001", "23:59:59.999999"]),
  same("TIMESTAMP", ["infinity", "2026-01-31 10:00:00.000001", "0001-01-01 (BC) 00:00:00"]),
  same("TIMESTAMP_NS", ["2026-01-31 10:00:00.123456789"]),
  same("TIMESTAMPTZ", ["-infinity", "2026-01-31 10:00:00.123456+00"]),
  same("INTEGER[]", ["[]", "[1, NULL]"]),
  same("DOUBLE[]", ["[nan, 0.1]"]),
  same("STRUCT(a INTEGER, b BLOB)", ["{'a': NULL, 'b': \\x00}"], 'STRUCT("a" INTEGER, "b" BLOB)'),
  same("MAP(VARCHAR, INTEGER)", ["{a=1, b=NULL}", "{}"]),
];

/** A whole server of this process, whose tables are loads of Parquet files. */
export async function hotdataFixture(): Promise<ConformanceFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-far-"));
  const app = await createApp({
    ...loadConfig({}),
    dataDir,
    port: 0,
    apiKey: KEY,
    logLevel: "silent",
  });
  const call = async (method: string, path: string, body?: BodyInit, contentType?: string) => {
    const headers = new Headers({ authorization: `Bearer ${KEY}` });
    if (contentType !== undefined) headers.set("content-type", contentType);
    const init = body === undefined ? { method, headers } : { method, headers, body };
    const answer = await fetch(app.address + path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  const database = await call("POST", "/v1/databases", "{}", "application/json");
  const load = async (name: string, statements: readonly string[]): Promise<void> => {
    const path = join(tmpdir(), `hotdata-far-${randomUUID()}.parquet`);
    const copy = `COPY ${quoteIdentifier(name)} TO ${quoteLiteral(path)} (FORMAT parquet)`;
    await runInFile(":memory:", ["SET TimeZone = 'UTC'", ...statements, copy]);
    const parquet = await readFile(path);
    await rm(path);
    const upload = await call("POST", "/v1/files", parquet, "application/vnd.apache.parquet");
    const json = JSON.stringify({ upload_id: upload.id, mode: "replace" });
    const loads = `/v1/databases/${database.id}/schemas/main/tables/${name}/loads`;
    await call("POST", loads, json, "application/json");
  };
  const config = { base_url: app.address, database_id: database.id, token: KEY };
  const addressOf = (connectionId: string, more: object = {}) => ({
    connectionId,
    version: "1",
    type: "hotdata",
    config: { ...config, ...more },
  });
  const wrong = (what: string, more: object) =>
    ({ what, kind: "refused", address: addressOf(what, more) }) as const;
  return {
    type: "hotdata",
    address: addressOf("far"),
    schema: "main",
    rules: { hosts: ["127.0.0.1"], folders: [] },
    typeNames: {
      integer: "BIGINT",
      text: "VARCHAR",
      double: "DOUBLE",
      decimal: "DECIMAL(18,2)",
      date: "DATE",
      timestamp: "TIMESTAMP",
      boolean: "BOOLEAN",
    },
    literal: (_kind, text) => quoteLiteral(text),
    createTable: (table) => load(table.name, createStatements(table)),
    createNumbers: (name, rowCount) =>
      load(name, [
        `CREATE TABLE ${quoteIdentifier(name)} AS SELECT i AS id, 'word ' || i AS word
         FROM range(1, ${rowCount + 1}) r(i)`,
      ]),
    dropTable: async (name) => {
      const schema = `/v1/connections/${database.default_connection_id}/schemas/main`;
      await call("DELETE", `${schema}/tables/${name}`);
    },
    abilities: {
      keys: false,
      oddNames: false,
      changes: true,
      isOneFile: true,
      countRunning: async () => {
        const runs = await call("GET", "/v1/query-runs?status=running");
        return runs.count;
      },
    },
    types: TYPES,
    wrongAddresses: [
      wrong("a wrong key", { token: "another" }),
      wrong("an inner address", { base_url: "http://127.0.0.2:1024" }),
      wrong("a database that is not there", { database_id: "none" }),
    ],
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
