import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SourceAddress } from "../../../src/connectors/connectors.ts";
import { quoteIdentifier, quoteLiteral } from "../../../src/engine/duckdb/sql-text.ts";
import type { ConformanceFixture, TableToMake, TypeCase, WrongAddress } from "./fixture.ts";

/** Where files of tables are put, for a source to find them. */
export interface FileShelf extends AsyncDisposable {
  readonly type: string;
  put(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** The source with these tables, each with the paths of its files. */
  addressOf(tables: ReadonlyMap<string, readonly string[]>): SourceAddress;
  readonly wrongAddresses: readonly WrongAddress[];
}

const TYPES: readonly TypeCase[] = [
  { declared: "BOOLEAN", type: "BOOLEAN", values: [["true", "true"]] },
  {
    declared: "TINYINT",
    type: "TINYINT",
    values: [
      ["-128", "-128"],
      ["127", "127"],
    ],
  },
  {
    declared: "BIGINT",
    type: "BIGINT",
    values: [
      ["-9223372036854775808", "-9223372036854775808"],
      ["9223372036854775807", "9223372036854775807"],
    ],
  },
  {
    declared: "UBIGINT",
    type: "UBIGINT",
    values: [["18446744073709551615", "18446744073709551615"]],
  },
  {
    declared: "FLOAT",
    type: "FLOAT",
    values: [
      ["0.1", "0.1"],
      ["'nan'", "nan"],
    ],
  },
  {
    declared: "DOUBLE",
    type: "DOUBLE",
    values: [
      ["0.1", "0.1"],
      ["5e-324", "5e-324"],
      ["'-inf'", "-inf"],
    ],
  },
  {
    declared: "DECIMAL(38, 10)",
    type: "DECIMAL(38,10)",
    values: [
      ["9999999999999999999999999999.0123456789", "9999999999999999999999999999.0123456789"],
    ],
  },
  {
    declared: "VARCHAR",
    type: "VARCHAR",
    values: [
      ["''", ""],
      ["'ü😀'", "ü😀"],
      ["chr(13) || chr(10)", "\r\n"],
    ],
  },
  { declared: "BLOB", type: "BLOB", values: [["'\\x00\\xFFA'", "\\x00\\xFFA"]] },
  {
    declared: "DATE",
    type: "DATE",
    values: [
      ["'0001-01-01'", "0001-01-01"],
      ["'9999-12-31'", "9999-12-31"],
    ],
  },
  { declared: "TIME", type: "TIME", values: [["'23:59:59.999999'", "23:59:59.999999"]] },
  {
    declared: "TIMESTAMP",
    type: "TIMESTAMP",
    values: [["'2024-02-29 23:59:59.123456'", "2024-02-29 23:59:59.123456"]],
  },
  {
    declared: "TIMESTAMP_NS",
    type: "TIMESTAMP_NS",
    values: [["'2024-02-29 23:59:59.123456789'", "2024-02-29 23:59:59.123456789"]],
  },
  {
    declared: "TIMESTAMPTZ",
    type: "TIMESTAMPTZ",
    values: [["'2024-02-29 23:59:59.123456+01'", "2024-02-29 22:59:59.123456+00"]],
  },
  {
    declared: "UUID",
    type: "UUID",
    values: [["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]],
  },
  { declared: "JSON", type: "JSON", values: [[`'{"a": [1, null]}'`, '{"a": [1, null]}']] },
  { declared: "INTEGER[]", type: "INTEGER[]", values: [["[1, NULL]", "[1, NULL]"]] },
  {
    declared: "STRUCT(a INTEGER, b VARCHAR)",
    type: 'STRUCT("a" INTEGER, "b" VARCHAR)',
    values: [["{'a': 1, 'b': 'x'}", "{'a': 1, 'b': x}"]],
  },
  {
    declared: "MAP(VARCHAR, INTEGER)",
    type: "MAP(VARCHAR, INTEGER)",
    values: [["MAP {'a': 1}", "{a=1}"]],
  },
];

/** Parquet files on a shelf, as a source. */
export async function filesFixture(shelf: FileShelf): Promise<ConformanceFixture> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-files-"));
  const instance = await DuckDBInstance.create(":memory:");
  const database = await instance.connect();
  await database.run("SET TimeZone = 'UTC'");
  const tables = new Map<string, readonly string[]>();
  const put = async (path: string, query: string): Promise<void> => {
    const made = join(folder, "table.parquet");
    await database.run(`COPY (${query}) TO ${quoteLiteral(made)} (FORMAT parquet)`);
    await shelf.put(path, await readFile(made));
  };
  const keep = async (name: string, queries: readonly string[]): Promise<void> => {
    const paths = queries.map((_, index) => `${name}/${index}.parquet`);
    for (const [index, query] of queries.entries()) await put(paths[index] ?? "", query);
    tables.set(name, paths);
  };
  const numbers = new Map<string, readonly string[]>();
  return {
    type: shelf.type,
    get address() {
      return shelf.addressOf(tables);
    },
    schema: "main",
    rules: { hosts: ["127.0.0.1/32"], folders: [] },
    typeNames: {
      integer: "BIGINT",
      text: "VARCHAR",
      double: "DOUBLE",
      decimal: "DECIMAL(18, 2)",
      date: "DATE",
      timestamp: "TIMESTAMP",
      boolean: "BOOLEAN",
    },
    literal: (kind, text) =>
      ["text", "date", "timestamp"].includes(kind) ? quoteLiteral(text) : text,
    createTable: async (table) => {
      await database.run(createStatement(table));
      for (const row of table.rows) {
        await database.run(`INSERT INTO made VALUES (${row.join(", ")})`);
      }
      await keep(table.name, ["FROM made"]);
      await database.run("DROP TABLE made");
    },
    createNumbers: async (name, rowCount) => {
      const quarters = [0, 1, 2, 3].map((part) => {
        const [from, to] = [part, part + 1].map((at) => Math.floor((rowCount * at) / 4) + 1);
        return `SELECT range AS id, 'word ' || range AS word FROM range(${from}, ${to})`;
      });
      numbers.set(name, quarters);
      await keep(name, quarters);
    },
    dropTable: async (name) => {
      for (const path of tables.get(name) ?? []) await shelf.remove(path);
      tables.delete(name);
    },
    abilities: {
      keys: false,
      oddNames: false,
      follows: false,
      changes: true,
      parts: {
        settle: async () => undefined,
        setWord: async (name, id, word) => {
          const text = `CASE id WHEN ${id} THEN ${quoteLiteral(word)} ELSE word END AS word`;
          for (const [index, query] of (numbers.get(name) ?? []).entries()) {
            const rows = await database.runAndReadAll(`FROM (${query}) WHERE id = ${id}`);
            if (rows.currentRowCount === 0) continue;
            await put(`${name}/${index}.parquet`, `SELECT id, ${text} FROM (${query})`);
          }
        },
      },
    },
    types: TYPES,
    wrongAddresses: shelf.wrongAddresses,
    [Symbol.asyncDispose]: async () => {
      database.closeSync();
      instance.closeSync();
      await shelf[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createStatement({ columns }: TableToMake): string {
  const list = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
  return `CREATE TABLE made (${list.join(", ")})`;
}
