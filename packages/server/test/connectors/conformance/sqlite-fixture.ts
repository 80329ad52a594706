import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CommonKind, ConformanceFixture, TableToMake, TypeCase } from "./fixture.ts";

const TYPES: readonly TypeCase[] = [
  {
    declared: "INTEGER",
    type: "BIGINT",
    values: [
      ["-9223372036854775808", "-9223372036854775808"],
      ["9223372036854775807", "9223372036854775807"],
    ],
  },
  {
    declared: "REAL",
    type: "DOUBLE",
    values: [
      ["0.1", "0.1"],
      ["1.7976931348623157e308", "1.7976931348623157e+308"],
      ["5e-324", "5e-324"],
      ["9e999", "inf"],
      ["-9e999", "-inf"],
      ["3", "3.0"],
    ],
  },
  {
    declared: "DECIMAL(10, 2)",
    type: "DOUBLE",
    values: [
      ["1.10", "1.1"],
      ["7", "7.0"],
    ],
  },
  {
    declared: "TEXT",
    type: "VARCHAR",
    values: [
      ["''", ""],
      ["'ü😀'", "ü😀"],
      ["'a' || char(0) || 'b'", "a\u0000b"],
      [`'"'`, '"'],
      ["char(13, 10)", "\r\n"],
    ],
  },
  {
    declared: "BLOB",
    type: "BLOB",
    values: [
      ["x''", ""],
      ["x'00FF41'", "\\x00\\xFFA"],
    ],
  },
  {
    declared: "BOOLEAN",
    type: "BOOLEAN",
    values: [
      ["0", "false"],
      ["1", "true"],
    ],
  },
  {
    declared: "DATE",
    type: "DATE",
    values: [
      ["'0001-01-01'", "0001-01-01"],
      ["'9999-12-31'", "9999-12-31"],
    ],
  },
  {
    declared: "DATETIME",
    type: "TIMESTAMP",
    values: [
      ["'2024-02-29T23:59:59.123456'", "2024-02-29 23:59:59.123456"],
      ["'2024-02-29 23:59:59'", "2024-02-29 23:59:59"],
    ],
  },
  { declared: "JSON", type: "JSON", values: [[`'{"a": [1, null]}'`, '{"a": [1, null]}']] },
  // Declared as one thing, and another is in it: what is there counts.
  { declared: "DATE", type: "VARCHAR", values: [["'31.12.2024'", "31.12.2024"]] },
  { declared: "BOOLEAN", type: "BIGINT", values: [["2", "2"]] },
  {
    declared: "INTEGER",
    type: "DOUBLE",
    values: [
      ["1", "1.0"],
      ["1.5", "1.5"],
    ],
  },
  { declared: "", type: "BIGINT", values: [["12", "12"]] },
  {
    declared: "INTEGER",
    type: "VARCHAR",
    isLossy: true,
    values: [
      ["1", "1"],
      ["'one'", "one"],
      ["x'FF'", "\\xFF"],
      ["0.1", "0.1"],
    ],
  },
];

/** A file of SQLite in a folder of its own. */
export async function sqliteFixture(): Promise<ConformanceFixture> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-sqlite-"));
  const path = join(folder, "source.sqlite");
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL");
  await writeFile(join(folder, "no-database"), "just some text".repeat(100));
  const addressOf = (file: string) => ({
    connectionId: file,
    version: "1",
    type: "sqlite",
    config: { path: file, scan_rows: 1_000 },
  });
  return {
    type: "sqlite",
    address: addressOf(path),
    schema: "main",
    rules: { hosts: [], folders: [folder] },
    typeNames: {
      integer: "INTEGER",
      text: "TEXT",
      double: "REAL",
      date: "DATE",
      timestamp: "TIMESTAMP",
      boolean: "BOOLEAN",
    },
    literal,
    createTable: async (table) => database.exec(createStatements(table)),
    createNumbers: async (name, rowCount) => {
      const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rowCount})`;
      database.exec(`CREATE TABLE "${name}" (id INTEGER PRIMARY KEY, word TEXT)`);
      database.exec(`INSERT INTO "${name}" ${numbers} SELECT i, 'word ' || i FROM n`);
    },
    dropTable: async (name) => database.exec(`DROP TABLE ${quote(name)}`),
    abilities: {
      keys: true,
      oddNames: true,
      changes: true,
      createView: async (name, ofTable) =>
        database.exec(`CREATE VIEW ${quote(name)} AS SELECT * FROM ${quote(ofTable)}`),
    },
    types: TYPES,
    wrongAddresses: [
      {
        what: "a file that is not there",
        kind: "refused",
        address: addressOf(join(folder, "none")),
      },
      { what: "a file elsewhere", kind: "refused", address: addressOf("/etc/passwd") },
      {
        what: "a way out of the folder",
        kind: "refused",
        address: addressOf(`${folder}/../../etc/passwd`),
      },
      { what: "a folder", kind: "refused", address: addressOf(folder) },
      {
        what: "a file that is no database",
        kind: "refused",
        address: addressOf(join(folder, "no-database")),
      },
    ],
    [Symbol.asyncDispose]: async () => {
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function literal(kind: CommonKind, text: string): string {
  if (kind === "boolean") return text === "true" ? "1" : "0";
  const isQuoted = kind === "text" || kind === "date" || kind === "timestamp";
  return isQuoted ? `'${text.replaceAll("'", "''")}'` : text;
}

function createStatements({ name, columns, rows, key }: TableToMake): string {
  const list = columns.map((column) => `${quote(column.name)} ${column.type}`);
  if (key !== undefined) list.push(`PRIMARY KEY (${key.map(quote).join(", ")})`);
  const create = `CREATE TABLE ${quote(name)} (${list.join(", ")})`;
  const inserts = rows.map((row) => `INSERT INTO ${quote(name)} VALUES (${row.join(", ")})`);
  return [create, ...inserts].join(";\n");
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
