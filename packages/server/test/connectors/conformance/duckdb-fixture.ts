import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quoteIdentifier, quoteLiteral } from "../../../src/engine/duckdb/sql-text.ts";
import { runInFile } from "../duckdb/duckdb-file.ts";
import type { ConformanceFixture, TableToMake, TypeCase } from "./fixture.ts";

/** A type that is read as it is, or as another; values that are printed as they are written. */
function same(declared: string, texts: readonly string[], type = declared): TypeCase {
  return { declared, type, values: texts.map((text) => [quoteLiteral(text), text]) };
}

const TYPES: readonly TypeCase[] = [
  same("BOOLEAN", ["true", "false"]),
  same("TINYINT", ["-128", "127"]),
  same("SMALLINT", ["-32768", "32767"]),
  same("INTEGER", ["-2147483648", "2147483647"]),
  same("BIGINT", ["-9223372036854775808", "9223372036854775807"]),
  same("HUGEINT", ["-99999999999999999999999999999999999999"], "DECIMAL(38,0)"),
  same("UTINYINT", ["255"]),
  same("USMALLINT", ["65535"]),
  same("UINTEGER", ["4294967295"]),
  same("UBIGINT", ["18446744073709551615"]),
  same("UHUGEINT", ["340282366920938463463374607431768211455"], "VARCHAR"),
  same("BIGNUM", ["-123456789012345678901234567890123456789012345678901234567890"], "VARCHAR"),
  same("FLOAT", ["nan", "-inf", "0.1", "3.4028235e+38"]),
  same("DOUBLE", ["nan", "inf", "0.1", "5e-324", "1.7976931348623157e+308", "-0.0"]),
  same("DECIMAL(4,1)", ["-999.9", "0.1"]),
  same("DECIMAL(38,10)", ["1234567890123456789012345678.0123456789"]),
  same("VARCHAR", ["", "NULL", 'a\nb,"c"', "žluť 🦆", "\r\n", "a\0b"]),
  same("BLOB", ["", "\\x00\\xFFA"]),
  same("BIT", ["0101"], "VARCHAR"),
  same("UUID", ["ffffffff-ffff-ffff-ffff-ffffffffffff"]),
  same("JSON", ['{"a": 1.00, "b": [null]}', "null"]),
  same("DATE", ["infinity", "-infinity", "0044-03-15 (BC)", "9999-12-31"]),
  same("TIME", ["00:00:00.000001", "24:00:00"]),
  same("TIME_NS", ["10:00:00.123456789"], "VARCHAR"),
  same("TIMETZ", ["10:00:00.123456+05:30", "23:59:59-08"], "VARCHAR"),
  same("TIMESTAMP", ["infinity", "2026-01-31 10:00:00.000001", "0001-01-01 (BC) 00:00:00"]),
  same("TIMESTAMP_S", ["-infinity", "2026-01-31 10:00:00"], "TIMESTAMP"),
  same("TIMESTAMP_MS", ["infinity", "2026-01-31 10:00:00.123"], "TIMESTAMP"),
  same("TIMESTAMP_NS", ["infinity", "2026-01-31 10:00:00.123456789"]),
  same("TIMESTAMPTZ", ["-infinity", "2026-01-31 10:00:00.123456+00"]),
  same("INTERVAL", ["1 year 2 days 00:00:01.000001", "-3 months"], "VARCHAR"),
  same("ENUM('b', 'a', '')", ["a", "b", ""], "VARCHAR"),
  same("INTEGER[]", ["[]", "[1, NULL]"]),
  same("INTEGER[2]", ["[1, NULL]"], "INTEGER[]"),
  same(
    "STRUCT(a INTEGER, b INTERVAL)",
    ["{'a': NULL, 'b': 1 day}"],
    'STRUCT("a" INTEGER, "b" VARCHAR)',
  ),
  same("MAP(VARCHAR, UHUGEINT)", ["{a=1, b=NULL}", "{}"], "MAP(VARCHAR, VARCHAR)"),
  {
    declared: "UNION(n INTEGER, s VARCHAR)",
    type: "VARCHAR",
    isLossy: true,
    values: [["union_value(n := 2)", "2"]],
  },
  {
    declared: "VARIANT",
    type: "JSON",
    isLossy: true,
    values: [["{'a': [1.50], 'd': DATE '2026-01-31'}", '{"a":[1.50],"d":"2026-01-31"}']],
  },
  same("GEOMETRY", ["POINT (1 2.5)"]),
  { ...same("GEOMETRY('OGC:CRS84')", ["POINT (1 2.5)"], "GEOMETRY"), isLossy: true },
];

/** A file of DuckDB, which stands open only while a table is made. */
export async function duckdbFixture(): Promise<ConformanceFixture> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-duckdb-"));
  const path = join(folder, "source.duckdb");
  const run = (...statements: string[]): Promise<void> =>
    // Only newer storage has every type.
    runInFile(":memory:", [
      `ATTACH ${quoteLiteral(path)} AS source (STORAGE_VERSION 'v1.5.0')`,
      "SET TimeZone = 'UTC'",
      "USE source",
      ...statements,
    ]);
  await run();
  await writeFile(join(folder, "no-database"), "just some text".repeat(2_000));
  const addressOf = (file: string) => ({
    connectionId: file,
    version: "1",
    type: "duckdb",
    config: { path: file },
  });
  const wrong = (what: string, file: string) =>
    ({ what, kind: "refused", address: addressOf(file) }) as const;
  return {
    type: "duckdb",
    address: addressOf(path),
    schema: "main",
    rules: { hosts: [], folders: [folder] },
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
    createTable: async (table) => run(...createStatements(table)),
    createNumbers: (name, rowCount) =>
      run(
        `CREATE TABLE ${quoteIdentifier(name)} (id BIGINT PRIMARY KEY, word VARCHAR)`,
        `INSERT INTO ${quoteIdentifier(name)} SELECT i, 'word ' || i FROM range(1, ${rowCount + 1}) r(i)`,
      ),
    dropTable: (name) => run(`DROP TABLE ${quoteIdentifier(name)}`),
    abilities: {
      keys: true,
      oddNames: true,
      changes: true,
      createView: (name, ofTable) =>
        run(`CREATE VIEW ${quoteIdentifier(name)} AS SELECT * FROM ${quoteIdentifier(ofTable)}`),
      createSlow: (name) =>
        run(
          `CREATE VIEW ${quoteIdentifier(name)} AS SELECT a.range AS id
           FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 1000003 = -1`,
        ),
    },
    types: TYPES,
    wrongAddresses: [
      wrong("a file that is not there", join(folder, "none")),
      wrong("a file elsewhere", "/etc/passwd"),
      wrong("a way out of the folder", `${folder}/../../etc/passwd`),
      wrong("a folder", folder),
      wrong("a file that is no database", join(folder, "no-database")),
    ],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export function createStatements({ name, columns, rows, key }: TableToMake): string[] {
  const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  if (key !== undefined) list.push(`PRIMARY KEY (${key.map(quoteIdentifier).join(", ")})`);
  const table = quoteIdentifier(name);
  const values = rows.map((row) => `INSERT INTO ${table} VALUES (${row.join(", ")})`);
  return [`CREATE TABLE ${table} (${list.join(", ")})`, ...values];
}
