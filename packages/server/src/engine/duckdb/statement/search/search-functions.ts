import type { SearchFunction } from "../../../search-call.ts";

/** Functions of FROM that search a table. */
export type TableSearch = Exclude<SearchFunction, "nearest" | "vector_distance">;

/** What each takes behind the table and the column, and how many hits where it must be told. */
const forms: Readonly<Record<TableSearch, string>> = {
  bm25_search: "bm25_search('schema.table', 'column', 'words'[, limit])",
  vector_search: "vector_search('schema.table', 'column', 'text', limit)",
  vector_search_vector: "vector_search_vector('schema.table', 'column', ARRAY[0.1, 0.2], limit)",
  hybrid_search: "hybrid_search('schema.table', 'column', 'text', limit)",
};

export const tableSearches: ReadonlySet<string> = new Set(Object.keys(forms));

export function isTableSearch(name: string): name is TableSearch {
  return tableSearches.has(name);
}

/** How a call is written, for messages. */
export function formOf(name: TableSearch): string {
  return forms[name];
}
