import type { TableScan } from "../../engine/engine.ts";
import type { SearchIndex } from "../search-index.ts";
import type { FindRequest, IndexedScan, IndexState, SearchHits } from "../search.ts";
import type { DeletedRows } from "./deleted-rows.ts";
import type { IndexFolder } from "./index-folder.ts";
import type { SearchedPart, Searcher } from "./searcher.ts";
import { type SegmentSource, sourcesOf } from "./segment-source.ts";
import type { SegmentShelf } from "./segment-shelf.ts";

export interface OpenIndexParts<Segment, Value> {
  readonly shelf: SegmentShelf<Segment, Value>;
  readonly searcher: Searcher<Segment>;
  readonly folder: IndexFolder;
  readonly deletedRows: DeletedRows;
  readonly isDamage: (error: unknown) => boolean;
  /** Told of the index as it was named last. */
  readonly renew: (index: SearchIndex) => void;
}

/** An index as the search process knows it, whatever its kind. */
export interface OpenIndex {
  readonly folder: IndexFolder;
  find(request: FindRequest, signal: AbortSignal): Promise<SearchHits>;
  prepare(indexed: IndexedScan, signal: AbortSignal): Promise<IndexState>;
  /** Ends what is under way and closes its segments. */
  close(reason: Error): void;
}

export function openIndex<Segment, Value>(parts: OpenIndexParts<Segment, Value>): OpenIndex {
  return new SegmentIndex(parts);
}

interface UsedScan<Segment> {
  readonly sources: readonly SegmentSource[];
  readonly parts: readonly SearchedPart<Segment>[];
  readonly columnName: string;
}

class SegmentIndex<Segment, Value> implements OpenIndex {
  readonly #parts: OpenIndexParts<Segment, Value>;

  constructor(parts: OpenIndexParts<Segment, Value>) {
    this.#parts = parts;
  }

  get folder(): IndexFolder {
    return this.#parts.folder;
  }

  find(request: FindRequest, signal: AbortSignal): Promise<SearchHits> {
    const { query, limit } = request;
    return this.#use(request, signal, async ({ sources, parts, columnName }) => {
      const search = { parts, columnName, query, limit, signal };
      const hits = await this.#parts.searcher.find(search);
      return {
        files: sources.map(({ path }, index) => ({ path, ...hitsAt(hits, index) })).filter(hasRows),
      };
    });
  }

  prepare(indexed: IndexedScan, signal: AbortSignal): Promise<IndexState> {
    const { searcher, shelf, folder } = this.#parts;
    return this.#use(indexed, signal, async ({ sources, parts, columnName }) => {
      const counts = parts.map((part) => searcher.rowCount(part));
      const unmerged = counts.filter((_, index) => !shelf.isStored(sources[index]?.name ?? ""));
      folder.keep(new Set(sources.map(({ name }) => name)));
      return {
        rowCount: sum(counts),
        unmergedRowCount: sum(unmerged),
        segmentCount: sources.length,
        sizeBytes: await folder.sizeBytes(),
        dimensions: searcher.dimensions(parts, columnName),
      };
    });
  }

  close(reason: Error): void {
    this.#parts.shelf.close(reason);
  }

  /** Once more when a segment's file turns out to be damaged, with a new one. */
  async #use<T>(
    { index, scan }: IndexedScan,
    signal: AbortSignal,
    work: (used: UsedScan<Segment>) => Promise<T>,
  ): Promise<T> {
    this.#parts.renew(index);
    const sources = sourcesOf(scan);
    try {
      return await this.#useOnce({ scan, sources }, signal, work);
    } catch (error) {
      if (!this.#parts.isDamage(error)) throw error;
      await this.#parts.shelf.forgetDamaged(sources);
      return this.#useOnce({ scan, sources }, signal, work);
    }
  }

  async #useOnce<T>(
    { scan, sources }: { readonly scan: TableScan; readonly sources: readonly SegmentSource[] },
    signal: AbortSignal,
    work: (used: UsedScan<Segment>) => Promise<T>,
  ): Promise<T> {
    const { shelf, deletedRows } = this.#parts;
    const deleted = await deletedRows.of(sources, signal);
    const taken = await shelf.take(sources, signal);
    try {
      const parts = taken.segments.map((segment, index) => ({ segment, deleted: deleted[index] }));
      return await work({ sources, parts, columnName: scan.columns[0]?.name ?? "" });
    } finally {
      taken.release();
    }
  }
}

function hitsAt(
  hits: readonly { readonly rows: Uint32Array; readonly scores: Float32Array }[],
  index: number,
): { readonly rows: Uint32Array; readonly scores: Float32Array } {
  const found = hits[index];
  if (found === undefined) throw new Error("a search tells of fewer segments than it was given");
  return found;
}

function hasRows({ rows }: { readonly rows: Uint32Array }): boolean {
  return rows.length > 0;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
