import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { DiscoveredTable, ReadRequest } from "../../../src/connectors/connector.ts";
import type {
  Connectors,
  OpenedRead,
  ReadCall,
  SpooledRows,
} from "../../../src/connectors/connectors.ts";
import type { LoadSource, RowTextColumn } from "../../../src/engine/engine.ts";

export type Cell = number | string | null;

export interface FakeTable {
  readonly columns: readonly (readonly [name: string, type: ScalarTypeName])[];
  readonly key?: readonly string[];
  rows: readonly (readonly Cell[])[];
}

const markModel = z.object({
  begin: z.number(),
  part: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
});

/** A source in memory, whose reads can be counted, held up and made to fail. */
export class FakeSource implements Connectors {
  readonly tables = new Map<string, FakeTable>();
  readonly reads: ReadRequest[] = [];
  /** Called before each file is handed over. */
  beforeFile: (index: number, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  rowsPerFile = 2;
  /** With it, copies come in parts, of which those whose rows are the same are kept. */
  rowsPerPart: number | undefined;

  check(): Promise<void> {
    return Promise.resolve();
  }

  discover(): Promise<readonly DiscoveredTable[]> {
    return Promise.resolve([...this.tables].map(([name, table]) => discovered(name, table)));
  }

  read(_source: unknown, { request, spool }: ReadCall, signal: AbortSignal): Promise<OpenedRead> {
    this.reads.push(request);
    const table = this.tables.get(request.table);
    if (table === undefined) throw new Error(`no table ${request.table}`);
    const wanted = request.columns.map(({ name }) =>
      table.columns.findIndex(([known]) => known === name),
    );
    const rows = table.rows
      .filter((row) => isWanted(table, row, request.from))
      .map((row) => wanted.map((index) => row[index] ?? null));
    const columns = request.columns.map(({ name, type }) => {
      return { name, type, encoding: "text" as const };
    });
    const { rowsPerFile, rowsPerPart = rows.length, beforeFile } = this;
    const partAt = (begin: number) => rows.slice(begin, begin + rowsPerPart);
    const marks = (request.kept ?? []).map((mark) => markModel.parse(JSON.parse(mark)));
    const stillKept = marks.flatMap(({ begin, part }, index) => {
      return isDeepStrictEqual(partAt(begin), part) ? index : [];
    });
    const left = new Set(stillKept.map((index) => marks[index]?.begin));
    const fileOf = (some: readonly (readonly Cell[])[]) => writeRows(spool.folder, columns, some);
    const hasParts = this.rowsPerPart !== undefined && request.isCopy === true;
    async function* files(): AsyncGenerator<SpooledRows> {
      let index = 0;
      for (let begin = 0; begin < rows.length; begin += rowsPerPart) {
        if (left.has(begin)) continue;
        const part = partAt(begin);
        for (let at = 0; at < part.length; at += rowsPerFile) {
          await beforeFile(index, signal);
          index += 1;
          yield { file: await fileOf(part.slice(at, at + rowsPerFile)) };
        }
        if (hasParts) yield { mark: JSON.stringify({ begin, part }) };
      }
    }
    return Promise.resolve({
      statement: "SELECT",
      isExact: true,
      columns,
      stillKept,
      files,
      counts: { bytes: 0, rows: rows.length },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function isWanted(table: FakeTable, row: readonly Cell[], from: ReadRequest["from"]): boolean {
  if (from === undefined) return true;
  const value = row[table.columns.findIndex(([name]) => name === from.column)] ?? null;
  if (value === null) return false;
  const isSame = Number(value) === Number(from.value);
  return Number(value) > Number(from.value) || (isSame && from.isInclusive);
}

async function writeRows(
  folder: string,
  columns: readonly RowTextColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<LoadSource> {
  const path = join(folder, `${randomUUID()}.rows`);
  const text = rows.map(rowText).join("");
  await writeFile(path, text);
  const longestRowBytes = Buffer.byteLength(text);
  const form = { kind: "text", longestRowBytes, hasLineBreaks: false } as const;
  return {
    path,
    format: "rows",
    compression: "none",
    label: "table of a test",
    fullScan: false,
    rows: { columns, rowCount: rows.length, form },
  };
}

function rowText(row: readonly Cell[]): string {
  const cells = row.map((cell) => {
    if (cell === null) return "";
    return typeof cell === "number" ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
  });
  return `${cells.join(",")}\n`;
}

function discovered(name: string, { columns, key = [] }: FakeTable): DiscoveredTable {
  return {
    schema: "main",
    table: name,
    columns: columns.map(([column, type]) => ({
      name: column,
      type: { kind: "scalar", name: type } satisfies ColumnType,
      isNullable: !key.includes(column),
      sourceType: type,
    })),
    key,
    estimatedRows: null,
  };
}
