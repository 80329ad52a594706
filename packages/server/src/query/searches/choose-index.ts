import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError } from "../../engine/engine.ts";
import type { Metric } from "../../search/search-index.ts";
import type { TableIndex } from "../../indexes/table-index.ts";

export interface IndexWish {
  readonly column: string;
  /** The searched table, for messages. */
  readonly table: string;
}

/** @throws {SqlError} when there is none. */
export function textIndexOf(indexes: readonly TableIndex[], wish: IndexWish): TableIndex {
  const { column, table } = wish;
  const found = indexes.filter(({ type, columns }) => type === "bm25" && isOf(columns, column));
  return readyOf(found, `No BM25 index found on column '${column}' for ${table}`);
}

/** @throws {SqlError} when there is none. */
export function vectorIndexOf(indexes: readonly TableIndex[], wish: IndexWish): TableIndex {
  const { column, table } = wish;
  const found = indexes.filter(
    ({ type, columns, embedded }) =>
      type === "vector" && (isOf(columns, column) || isOf([embedded?.sourceColumn ?? ""], column)),
  );
  return readyOf(found, `no vector index found on column '${column}' for ${table}`);
}

/** @throws {SqlError} when there is none. */
export function embeddedIndexOf(indexes: readonly TableIndex[], { column }: IndexWish): TableIndex {
  const found = indexes.filter(
    ({ type, columns, embedded }) =>
      type === "vector" &&
      embedded !== null &&
      (isOf([embedded.sourceColumn], column) || isOf(columns, column)),
  );
  return readyOf(
    found,
    `no vector index with embedding configuration found for column '${column}'`,
  );
}

/** An index that orders as a distance does; undefined when there is none. */
export function nearestIndexOf(
  indexes: readonly TableIndex[],
  column: string,
  metric: Metric,
): TableIndex | undefined {
  return indexes.find(
    (index) =>
      index.type === "vector" &&
      index.status === "ready" &&
      index.metric === metric &&
      isOf(index.columns, column),
  );
}

function isOf([first]: readonly string[], column: string): boolean {
  return first !== undefined && foldIdentifier(first) === foldIdentifier(column);
}

function readyOf(found: readonly TableIndex[], missing: string): TableIndex {
  const ready = found.find(({ status }) => status === "ready");
  if (ready !== undefined) return ready;
  const [pending] = found;
  if (pending === undefined) throw new SqlError(missing);
  throw new SqlError(`${missing}: index '${pending.name}' is still being built`);
}
