import type { ColumnReader } from "../../engine/duckdb/columns/column-reader.ts";
import { readDeletedRows } from "../../engine/duckdb/columns/read-deleted-rows.ts";
import type { DataFileScan } from "../../engine/engine.ts";
import { RowSet } from "../row-set.ts";
import type { SegmentSource } from "./segment-source.ts";

const MAX_BYTES = 67_108_864;

/** Which rows of data files a snapshot does not have; kept, since most snapshots share them. */
export class DeletedRows {
  readonly #reader: ColumnReader;
  readonly #known = new Map<string, RowSet>();
  #bytes = 0;

  constructor(reader: ColumnReader) {
    this.#reader = reader;
  }

  /** For each source its deleted rows; undefined where there are none. */
  async of(
    sources: readonly SegmentSource[],
    signal: AbortSignal,
  ): Promise<readonly (RowSet | undefined)[]> {
    const keys = sources.map((source) => (source.kind === "file" ? keyOf(source.file) : undefined));
    const found = keys.map((key) => (key === undefined ? undefined : this.#take(key)));
    const missing = [...sources.keys()].filter(
      (index) => keys[index] !== undefined && found[index] === undefined,
    );
    if (missing.length === 0) return found;
    const files = missing.flatMap((index) => {
      const source = sources[index];
      return source?.kind === "file" ? source.file : [];
    });
    const rows = await readDeletedRows(this.#reader, files, signal);
    for (const [at, index] of missing.entries()) {
      const set = RowSet.of(rows[at] ?? []);
      found[index] = set;
      this.#put(keys[index] ?? "", set);
    }
    return found.map((set) => (set?.size === 0 ? undefined : set));
  }

  clear(): void {
    this.#known.clear();
    this.#bytes = 0;
  }

  #take(key: string): RowSet | undefined {
    const set = this.#known.get(key);
    if (set === undefined) return undefined;
    this.#known.delete(key);
    this.#known.set(key, set);
    return set;
  }

  #put(key: string, set: RowSet): void {
    this.#known.set(key, set);
    this.#bytes += bytesOf(set);
    for (const [oldest, { rows }] of this.#known) {
      if (this.#bytes <= MAX_BYTES) return;
      this.#known.delete(oldest);
      this.#bytes -= bytesOf({ rows });
    }
  }
}

function bytesOf({ rows }: { readonly rows: Uint32Array }): number {
  return 200 + rows.byteLength + (rows.at(-1) ?? 0) / 8;
}

/** Delete files never change; undefined where nothing is deleted. */
function keyOf(file: DataFileScan): string | undefined {
  const { path, deleteFiles, deletedPositions, maxRowSnapshot, maxDeleteSnapshot } = file;
  const isOfThePast = maxRowSnapshot !== undefined;
  if (deleteFiles.length === 0 && deletedPositions.length === 0 && !isOfThePast) return undefined;
  return JSON.stringify([path, deleteFiles, deletedPositions, maxRowSnapshot, maxDeleteSnapshot]);
}
