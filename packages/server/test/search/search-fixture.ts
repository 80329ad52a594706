import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { ColumnType } from "@hotdata/contract/types";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Config, loadConfig } from "../../src/config/load-config.ts";
import type { DataFileScan, ScanPart, TableScan } from "../../src/engine/engine.ts";
import { openSearch } from "../../src/search/process/open-search.ts";
import type { ProcessSearch } from "../../src/search/process/process-search.ts";
import type { TextIndex, VectorIndex } from "../../src/search/search-index.ts";

const VECTOR: ColumnType = { kind: "list", element: { kind: "scalar", name: "FLOAT" } };
const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };

/** A search process, and data files to be searched. */
export interface SearchFixture {
  readonly search: ProcessSearch;
  readonly index: VectorIndex;
  readonly textIndex: TextIndex;
  /** Writes a data file with what a SELECT gives; returns its path. */
  write(select: string): Promise<string>;
  /** Another search process on the same folder. */
  reopen(): ProcessSearch;
}

export async function openFixture(
  t: TestContext,
  overrides: Partial<Config> & { readonly idleMs?: number } = {},
): Promise<SearchFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-search-"));
  const tableDir = join(dataDir, "databases", "db", "main", "t");
  const indexDir = join(dataDir, "databases", "db", "indexes");
  await mkdir(tableDir, { recursive: true });
  await mkdir(join(dataDir, "datasets"), { recursive: true });
  const instance = await DuckDBInstance.create(":memory:");
  const duckdb: DuckDBConnection = await instance.connect();
  const searches: ProcessSearch[] = [];
  const open = (): ProcessSearch => {
    const search = openSearch({ ...loadConfig({}), ...overrides, dataDir }, overrides.idleMs);
    searches.push(search);
    return search;
  };
  t.after(async () => {
    await Promise.all(searches.map((search) => search.close()));
    duckdb.closeSync();
    instance.closeSync();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    search: open(),
    index: { kind: "vector", id: "i1", folder: join(indexDir, "i1"), metric: "l2" },
    textIndex: {
      kind: "bm25",
      id: "i2",
      folder: join(indexDir, "i2"),
      analysis: { stemming: null, stopWords: null, asciiFolding: false },
    },
    write: async (select) => {
      const path = join(tableDir, `ducklake-${randomUUID()}.parquet`);
      await duckdb.run(`COPY (${select}) TO '${path}'`);
      return path;
    },
    reopen: open,
  };
}

/** The scan of the column `v` of some files. */
export function scanOf(
  files: readonly (string | (Partial<DataFileScan> & Pick<DataFileScan, "path">))[],
  more: { readonly type?: "vector" | "text"; readonly parts?: readonly ScanPart[] } = {},
): TableScan {
  const type = more.type === "text" ? TEXT : VECTOR;
  return {
    columns: [{ name: "v", type }],
    parts: [
      {
        kind: "files",
        files: files.map((file) => ({
          deleteFiles: [],
          deletedPositions: [],
          ...(typeof file === "string" ? { path: file } : file),
        })),
        sources: [{ from: "column", name: "v" }],
      },
      ...(more.parts ?? []),
    ],
  };
}

/** Rows `[n, n + from]`, so that row n is the nearest of its own vector. */
export function vectorRows(count: number, from = 0): string {
  return `SELECT [range + ${from}, 1]::FLOAT[] AS v FROM range(${count})`;
}

export const NO_LIMIT = new AbortController().signal;
