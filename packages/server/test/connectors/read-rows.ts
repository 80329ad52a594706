import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type { ReadRequest, Source } from "../../src/connectors/connector.ts";
import { rowsOfText } from "../../src/connectors/process/rows-of-text.ts";
import type { RowTextColumn } from "../../src/engine/engine.ts";

export interface ReadRows {
  readonly statement: string;
  readonly isExact: boolean;
  /** Values as the engine's text of the column's type. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly kinds: readonly ("text" | "file")[];
}

/** Reads all columns of a table, unless the request has others. */
export async function readRows(
  t: TestContext,
  source: Source,
  { schema = "main", table, ...more }: Partial<ReadRequest> & { readonly table: string },
): Promise<ReadRows> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-read-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const signal = AbortSignal.timeout(60_000);
  const columns = more.columns ?? (await columnsOf(source, table));
  await using read = await source.read({ schema, table, ...more, columns, folder }, signal);
  const rows: (string | null)[][] = [];
  const kinds: ("text" | "file")[] = [];
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for await (const piece of read.pieces) {
    kinds.push("text" in piece ? "text" : "file");
    if ("text" in piece) {
      const texts = rowsOfText(Buffer.from(piece.text).toString("utf8"));
      rows.push(
        ...texts.map((row) => row.map((cell, index) => valueText(cell, read.columns[index]))),
      );
      continue;
    }
    assert.ok("file" in piece);
    const names = piece.file.columnNames?.map((_, index) => `s${index}`) ?? [];
    const cells = read.columns.map(
      ({ type }, index) => `CAST(CAST(s${index} AS ${sqlTypeText(type)}) AS VARCHAR)`,
    );
    const from = `read_parquet('${piece.file.path}') AS source(${names.join(", ")})`;
    const reader = await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${from}`);
    for (const row of reader.getRowsJson()) {
      rows.push(row.map((cell) => (typeof cell === "string" ? cell : null)));
    }
  }
  connection.closeSync();
  instance.closeSync();
  return { statement: read.statement, isExact: read.isExact, rows, kinds };
}

function valueText(cell: string | null, column: RowTextColumn | undefined): string | null {
  return column?.encoding === "hex"
    ? (cell?.toUpperCase().replaceAll(/../g, "\\x$&") ?? null)
    : cell;
}

export async function columnsOf(source: Source, table: string) {
  const tables = await source.discover(AbortSignal.timeout(10_000));
  const found = tables.find((one) => one.table === table);
  if (found === undefined) throw new Error(`there is no table ${table}`);
  return found.columns;
}
