import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { DiscoveredTable, ReadRequest } from "../../../src/connectors/connector.ts";
import type {
  Connectors,
  OpenedRead,
  ReadCall,
  SpooledRows,
} from "../../../src/connectors/connectors.ts";

export type Cell = number | string | null;

export interface FakeTable {
  readonly columns: readonly (readonly [name: string, type: ScalarTypeName])[];
  readonly key?: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** A source in memory, whose reads can be counted, held up and made to fail. */
export class FakeSource implements Connectors {
  readonly tables = new Map<string, FakeTable>();
  readonly reads: ReadRequest[] = [];
  /** Called before each file is handed over. */
  beforeFile: (index: number, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  rowsPerFile = 2;

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
    const { rowsPerFile, beforeFile } = this;
    async function* files(): AsyncGenerator<SpooledRows> {
      for (let begin = 0; begin < rows.length; begin += rowsPerFile) {
        await beforeFile(begin / rowsPerFile, signal);
        const part = rows.slice(begin, begin + rowsPerFile);
        const path = join(spool.folder, `${begin}.rows`);
        const text = part.map(rowText).join("");
        await writeFile(path, text);
        const rowCount = part.length;
        const longestRowBytes = Buffer.byteLength(text);
        const form = { kind: "text", longestRowBytes, hasLineBreaks: false } as const;
        yield {
          file: {
            path,
            format: "rows",
            compression: "none",
            label: `table ${request.table}`,
            fullScan: false,
            rows: { columns, rowCount, form },
          },
        };
      }
    }
    return Promise.resolve({
      statement: "SELECT",
      isExact: true,
      columns,
      stillKept: [],
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
