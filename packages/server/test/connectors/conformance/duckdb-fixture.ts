import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { quoteIdentifier } from "../../../src/engine/duckdb/sql-text.ts";
import type { CommonKind, ConformanceFixture, TableToMake, TypeCase } from "./fixture.ts";

/** More of them are in duckdb-types.test.ts. */
const TYPES: readonly TypeCase[] = [
  {
    declared: "HUGEINT",
    type: "DECIMAL(38,0)",
    values: [
      ["-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999"],
    ],
  },
  {
    declared: "UBIGINT",
    type: "UBIGINT",
    values: [["18446744073709551615", "18446744073709551615"]],
  },
  {
    declared: "DOUBLE",
    type: "DOUBLE",
    values: [
      ["'nan'", "nan"],
      ["5e-324", "5e-324"],
    ],
  },
  {
    declared: "DECIMAL(38, 10)",
    type: "DECIMAL(38,10)",
    values: [["0.0000000001", "0.0000000001"]],
  },
  {
    declared: "BLOB",
    type: "BLOB",
    values: [
      ["''", ""],
      ["'\\x00\\xFF'", "\\x00\\xFF"],
    ],
  },
  {
    declared: "TIMESTAMP_NS",
    type: "TIMESTAMP_NS",
    values: [["'2026-01-31 10:00:00.123456789'", "2026-01-31 10:00:00.123456789"]],
  },
  {
    declared: "INTEGER[]",
    type: "INTEGER[]",
    values: [
      ["[1, NULL]", "[1, NULL]"],
      ["[]", "[]"],
    ],
  },
  { declared: "INTERVAL", type: "VARCHAR", values: [["INTERVAL 1 DAY", "1 day"]] },
];

/** A database file of DuckDB; nobody has it open between the changes that are made to it. */
export async function duckdbFixture(): Promise<ConformanceFixture> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-duckdb-"));
  const path = join(folder, "source.duckdb");
  const run = async (...statements: string[]): Promise<void> => {
    const instance = await DuckDBInstance.create(path, { threads: "1" });
    try {
      const connection = await instance.connect();
      for (const statement of statements) await connection.run(statement);
      connection.closeSync();
    } finally {
      instance.closeSync();
    }
  };
  await run("SELECT 1");
  const addressOf = (file: string) => ({
    connectionId: file,
    version: "1",
    type: "duckdb",
    config: { path: file },
  });
  return {
    type: "duckdb",
    address: addressOf(path),
    schema: "main",
    rules: { hosts: [], folders: [folder] },
    typeNames: {
      integer: "INTEGER",
      text: "VARCHAR",
      double: "DOUBLE",
      decimal: "DECIMAL(18, 2)",
      date: "DATE",
      timestamp: "TIMESTAMP",
      boolean: "BOOLEAN",
    },
    literal,
    createTable: (table) => run(...createStatements(table)),
    createNumbers: (name, rowCount) =>
      run(
        `CREATE TABLE ${quoteIdentifier(name)} AS SELECT range + 1 AS id, 'word ' || (range + 1) AS word FROM range(${rowCount})`,
      ),
    dropTable: (name) => run(`DROP TABLE ${quoteIdentifier(name)}`),
    abilities: {
      keys: true,
      oddNames: true,
      changes: true,
      createView: (name, ofTable) =>
        run(`CREATE VIEW ${quoteIdentifier(name)} AS SELECT * FROM ${quoteIdentifier(ofTable)}`),
    },
    types: TYPES,
    wrongAddresses: [
      {
        what: "a file that is not there",
        kind: "refused",
        address: addressOf(join(folder, "none")),
      },
      { what: "a file elsewhere", kind: "refused", address: addressOf("/etc/passwd") },
    ],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function literal(kind: CommonKind, text: string): string {
  const isQuoted = kind === "text" || kind === "date" || kind === "timestamp" || kind === "double";
  return isQuoted ? `'${text.replaceAll("'", "''")}'` : text;
}

function createStatements({ name, columns, rows, key }: TableToMake): string[] {
  const list = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  if (key !== undefined) list.push(`PRIMARY KEY (${key.map(quoteIdentifier).join(", ")})`);
  const create = `CREATE TABLE ${quoteIdentifier(name)} (${list.join(", ")})`;
  if (rows.length === 0) return [create];
  const values = rows.map((row) => `(${row.join(", ")})`).join(", ");
  return [create, `INSERT INTO ${quoteIdentifier(name)} VALUES ${values}`];
}
