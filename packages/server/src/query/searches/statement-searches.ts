import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError, type TableScan } from "../../engine/engine.ts";
import type {
  ExactDistance,
  FoundDistance,
  SearchCall,
  SearchedTable,
  SearchFunction,
} from "../../engine/search-call.ts";
import { columnScan } from "../../indexes/column-scan.ts";
import { readColumnOf, searchIndexOf } from "../../indexes/search-index-of.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { TableIndex } from "../../indexes/table-index.ts";
import type { FindRequest, SearchHits } from "../../search/search.ts";
import type { ArgumentValues } from "./argument-values.ts";
import {
  embeddedIndexOf,
  type IndexWish,
  nearestIndexOf,
  textIndexOf,
  vectorIndexOf,
} from "./choose-index.ts";
import { fuseHits } from "./fuse-hits.ts";
import type { QuerySearching } from "./query-searching.ts";
import type { SearchedSource } from "./searched-sources.ts";

/** Where conditions choose among the nearest rows, so many are looked at before all are. */
const MIN_CANDIDATES = 10_000;
/** Lists that are fused are longer than what is wanted of them. */
const MIN_FUSED = 100;
const DEEPER = 10;

/** What a statement is run with. */
export interface Found {
  /** A table whose nearest rows no index tells is left out. */
  readonly searches: readonly SearchedTable[];
  readonly distances: readonly FoundDistance[];
}

export interface StatementSearch {
  readonly call: SearchCall;
  readonly source: SearchedSource;
}

/** Makes the searches of one statement. */
export class StatementSearches {
  readonly #searching: QuerySearching;
  readonly #values: ArgumentValues;
  readonly #signal: AbortSignal;
  readonly #opened = new Map<string, SearchIndex>();

  constructor(searching: QuerySearching, values: ArgumentValues, signal: AbortSignal) {
    this.#searching = searching;
    this.#values = values;
    this.#signal = signal;
  }

  async run(searches: readonly StatementSearch[]): Promise<Found> {
    const tables: SearchedTable[] = [];
    const distances: FoundDistance[] = [];
    for (const search of searches) {
      const target = await this.#target(search);
      if (search.call.function === "vector_distance") {
        distances.push(await this.#distance(target));
        continue;
      }
      const searched = await this.#find(search.call.function, target);
      if (searched !== undefined) tables.push(searched);
    }
    return { searches: tables, distances };
  }

  async #target({ call, source }: StatementSearch): Promise<Target> {
    const { owner, table, name } = source;
    const indexes = await this.#searching.indexes.listOf(owner);
    const column = this.#values.column(call);
    return { call, scan: table.scan, indexes, wish: { column, table: name } };
  }

  async #find(
    kind: Exclude<SearchFunction, "vector_distance">,
    target: Target,
  ): Promise<SearchedTable | undefined> {
    const { indexes } = target;
    switch (kind) {
      case "bm25_search":
        return this.#text(target);
      case "vector_search":
        return this.#vector(target, embeddedIndexOf(indexes, target.wish));
      case "vector_search_vector":
        return this.#vector(target, vectorIndexOf(indexes, target.wish));
      case "hybrid_search":
        return this.#hybrid(target);
      case "nearest":
        return this.#nearest(target);
    }
  }

  async #text({ call, scan, indexes, wish }: Target): Promise<SearchedTable> {
    const index = textIndexOf(indexes, wish);
    const limit = this.#values.limit(call.limit, call.function);
    // A column of the table is called so, too: then it is what the statement orders by.
    const isOwn = scan.columns.some((column) => foldIdentifier(column.name) === "score");
    const usable = isOwn ? undefined : this.#values.limit(call.usable, call.function);
    const hits = await this.#findText(index, scan, {
      text: this.#values.text(call),
      limit: call.isFiltered ? undefined : (limit ?? usable),
    });
    return relation({ call, scan }, hits, { scoreColumn: "score", isLargerBetter: true });
  }

  async #vector(target: Target, index: TableIndex): Promise<SearchedTable> {
    const { call, scan } = target;
    const limit = this.#values.limit(call.limit, call.function) ?? 0;
    const vector = await this.#queryVector(call, index, call.function === "vector_search");
    const isLargerBetter = false;
    const distance = distanceOf(scan, index, vector);
    const everyRow = scan.extent?.rowCount ?? Infinity;
    const candidates = candidatesFor(call, limit);
    // What keeps no vectors in the table cannot be looked at beyond the hits.
    const isEvery = call.isFiltered && (distance === undefined || everyRow <= candidates);
    const hits = await this.#findVectors(index, scan, {
      vector,
      limit: isEvery ? Math.max(limit, Number.isFinite(everyRow) ? everyRow : ALL) : candidates,
      isExact: isEvery,
    });
    return {
      ...relation({ call, scan }, hits, { scoreColumn: "_distance", isLargerBetter }),
      ...(call.isFiltered && !isEvery && distance !== undefined ? { wanted: limit, distance } : {}),
    };
  }

  async #nearest(target: Target): Promise<SearchedTable | undefined> {
    const { call, scan, indexes, wish } = target;
    const { metric } = call;
    const index =
      metric === undefined
        ? embeddedIndexOf(indexes, wish)
        : nearestIndexOf(indexes, wish.column, metric);
    if (index === undefined) return undefined;
    const limit = this.#values.limit(call.limit, "LIMIT") ?? 0;
    const vector = await this.#queryVector(call, index, metric === undefined);
    const hits = await this.#findVectors(index, scan, {
      vector,
      limit: candidatesFor(call, limit),
    });
    // Rows without a vector come last: they are wanted, too, when there are too few with one.
    if (countOf(hits) < limit) return undefined;
    return {
      ...relation({ call, scan }, hits, { scoreColumn: undefined, isLargerBetter: false }),
      ...(call.isFiltered ? { wanted: limit } : {}),
    };
  }

  async #distance({ call, scan, indexes, wish }: Target): Promise<FoundDistance> {
    const index = embeddedIndexOf(indexes, wish);
    const distance = distanceOf(scan, index, await this.#embed(index, this.#values.text(call)));
    if (distance === undefined)
      throw new SqlError(`The table shows no vectors of '${wish.column}'.`);
    return { name: call.name, ...distance };
  }

  async #hybrid({ call, scan, indexes, wish }: Target): Promise<SearchedTable> {
    const texts = textIndexOf(indexes, wish);
    const vectors = embeddedIndexOf(indexes, wish);
    const text = this.#values.text(call);
    const limit = this.#values.limit(call.limit, call.function) ?? 0;
    const vector = await this.#embed(vectors, text);
    // Conditions choose among all that the two lists can have.
    const depth = Math.max(MIN_FUSED, limit * DEEPER);
    const everyRow = scan.extent?.rowCount ?? ALL;
    const byText = await this.#findText(texts, scan, {
      text,
      limit: call.isFiltered ? undefined : depth,
    });
    const byVector = await this.#findVectors(vectors, scan, {
      vector,
      limit: call.isFiltered ? Math.max(1, everyRow) : depth,
      isExact: call.isFiltered,
    });
    const hits = fuseHits(byText, byVector, call.isFiltered ? undefined : limit);
    return relation({ call, scan }, hits, { scoreColumn: "score", isLargerBetter: true });
  }

  #findText(
    index: TableIndex,
    scan: TableScan,
    { text, limit }: { readonly text: string; readonly limit: number | undefined },
  ): Promise<SearchHits> {
    return this.#ask(index, scan, { query: { kind: "text", text }, limit });
  }

  #findVectors(
    index: TableIndex,
    scan: TableScan,
    {
      vector,
      limit,
      isExact = false,
    }: {
      readonly vector: readonly number[];
      readonly limit: number;
      readonly isExact?: boolean;
    },
  ): Promise<SearchHits> {
    const query = { kind: "vector", vector: Float32Array.from(vector), isExact } as const;
    return this.#ask(index, scan, { query, limit });
  }

  async #ask(
    index: TableIndex,
    scan: TableScan,
    request: Pick<FindRequest, "query" | "limit">,
  ): Promise<SearchHits> {
    if (request.limit === 0) return { files: [] };
    const column = readColumnOf(index);
    const indexed = columnScan(scan, column);
    // A snapshot of the past may lack it.
    if (indexed === undefined) throw new SqlError(`The searched table has no column '${column}'.`);
    const opened = await this.#open(index);
    return this.#searching.search.find({ index: opened, scan: indexed, ...request }, this.#signal);
  }

  async #open(index: TableIndex): Promise<SearchIndex> {
    const known = this.#opened.get(index.id);
    if (known !== undefined) return known;
    const { indexes, embeddings } = this.#searching;
    const opened = await searchIndexOf({ lookup: indexes, embeddings }, index);
    if (opened === undefined) throw new Error("an index that is not searched was chosen");
    this.#opened.set(index.id, opened);
    return opened;
  }

  async #queryVector(
    call: SearchCall,
    index: TableIndex,
    isText: boolean,
  ): Promise<readonly number[]> {
    return isText ? this.#embed(index, this.#values.text(call)) : this.#values.vector(call);
  }

  async #embed(index: TableIndex, text: string): Promise<readonly number[]> {
    const opened = await this.#open(index);
    if (opened.kind !== "vector" || opened.embedding === undefined) {
      throw new Error("an index with a provider has no embedding");
    }
    const { embedding } = opened;
    const [vector] = await this.#searching.search.embed(embedding, [text], this.#signal);
    if (vector === undefined) throw new SqlError("The embedding provider answered no vector.");
    return Array.from(vector);
  }
}

/** More rows than are ever asked for. */
const ALL = 1_000_000_000;

interface Target {
  readonly call: SearchCall;
  readonly scan: TableScan;
  readonly indexes: readonly TableIndex[];
  readonly wish: IndexWish;
}

/** Where conditions choose among the hits, more of them are looked at than are wanted. */
function candidatesFor({ isFiltered }: SearchCall, limit: number): number {
  return isFiltered ? Math.max(MIN_CANDIDATES, limit * DEEPER) : limit;
}

function relation(
  { call, scan }: Pick<Target, "call" | "scan">,
  hits: SearchHits,
  score: Pick<SearchedTable, "scoreColumn" | "isLargerBetter">,
): SearchedTable {
  const { name, isFiltered } = call;
  return { name, isFiltered, scan, hits: hits.files, ...score };
}

/** How far rows are from a vector; undefined where the table shows no vectors. */
function distanceOf(
  scan: TableScan,
  { columns: [first = ""], metric }: TableIndex,
  vector: readonly number[],
): ExactDistance | undefined {
  const column = scan.columns.find(({ name }) => foldIdentifier(name) === foldIdentifier(first));
  return column === undefined || metric === null
    ? undefined
    : { column: column.name, metric, vector };
}

function countOf({ files }: SearchHits): number {
  return files.reduce((count, { rows }) => count + rows.length, 0);
}
