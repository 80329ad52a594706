import { IndexBuilder } from "./index-builder.ts";
import { IndexRefresher } from "./index-refresher.ts";
import { IndexService, type IndexServiceParts } from "./index-service.ts";
import type { IndexStore } from "./index-store.ts";
import { RowSource, type RowSourceParts } from "./indexed-rows.ts";
import type { Logger } from "../http/request-context.ts";
import type { Search } from "../search/search.ts";
import { TableSorter, type TableSorterParts } from "./table-sorter.ts";

export type IndexParts = Pick<IndexServiceParts, "metastore" | "embeddings" | "jobs" | "space"> &
  RowSourceParts &
  TableSorterParts & {
    readonly store: IndexStore;
    readonly tables: RowSourceParts["tables"] & TableSorterParts["tables"];
    readonly search: Pick<Search, "prepare" | "remove">;
    readonly log: Logger;
  };

/** Indexes of tables and datasets, and what keeps them up to date. */
export function openIndexes(parts: IndexParts) {
  const { store, search, embeddings, log } = parts;
  const rows = new RowSource(parts);
  const sorter = new TableSorter(parts);
  const builder = new IndexBuilder({ lookup: store, embeddings, search, rows, sorter });
  const indexRefresher = new IndexRefresher({ store, builder, search, log });
  const indexes = new IndexService({ ...parts, rows, builder, refresher: indexRefresher });
  return { indexes, indexRefresher };
}
