import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { foldIdentifier } from "@hotdata/contract/types";
import type { Column } from "@hotdata/contract";
import {
  embeddedName,
  type ScanPart,
  type TableScan,
  type VisibleTable,
} from "../../engine/engine.ts";
import { columnScan } from "../../indexes/column-scan.ts";
import { searchIndexOf } from "../../indexes/search-index-of.ts";
import { VECTOR } from "../../indexes/shown-columns.ts";
import type { TableIndex } from "../../indexes/table-index.ts";
import { embeddedFileName, embeddedFolder } from "../../search/embeddings/embedding-files.ts";
import type { VectorIndex } from "../../search/search-index.ts";
import { segmentName } from "../../search/segments/segment-source.ts";
import type { QuerySearching } from "./query-searching.ts";
import type { SearchedSource } from "./searched-sources.ts";

export interface EmbeddedColumnsPlace {
  /** Lower-case names of all columns that the statement may read; undefined: every one. */
  readonly columns: readonly string[] | undefined;
  /** Whether it searches: then vectors of the newest rows have to be there. */
  readonly isSearch: boolean;
  readonly signal: AbortSignal;
}

/**
 * Columns of vectors that indexes on text keep. A table shows them after its own columns, where the
 * statement may read them; rows whose vectors are still to be made have NULL.
 */
export class EmbeddedColumns {
  readonly #searching: QuerySearching;
  readonly #place: EmbeddedColumnsPlace;

  constructor(searching: QuerySearching, place: EmbeddedColumnsPlace) {
    this.#searching = searching;
    this.#place = place;
  }

  /** The table with the columns; the same one where there are none. */
  async addTo({ table, owner }: SearchedSource): Promise<VisibleTable> {
    const { indexes } = this.#searching;
    if (!(await indexes.mayBeEmbedded(owner))) return table;
    let widened = table;
    for (const index of await indexes.listOf(owner)) {
      if (this.#isRead(index, table.scan)) widened = await this.#add(widened, index);
    }
    return widened;
  }

  /** A column of the table's own hides one of its name. */
  #isRead({ embedded, status, columns: [name = ""] }: TableIndex, scan: TableScan): boolean {
    const { columns } = this.#place;
    return (
      embedded !== null &&
      status === "ready" &&
      columns?.includes(name.toLowerCase()) !== false &&
      !scan.columns.some((column) => foldIdentifier(column.name) === foldIdentifier(name))
    );
  }

  async #add(table: VisibleTable, index: TableIndex): Promise<VisibleTable> {
    const source = columnScan(table.scan, index.embedded?.sourceColumn ?? "");
    if (source === undefined) return table;
    const opened = await this.#open(index);
    if (opened !== undefined && this.#place.isSearch) {
      await this.#searching.search.prepare({ index: opened, scan: source }, this.#place.signal);
    }
    const folder = opened === undefined ? await this.#newestFolder(index) : embeddedFolder(opened);
    const names = new Set(await readdir(folder).catch(() => []));
    const fileOf = (path: string): string | undefined => {
      const name = embeddedFileName(segmentName(path));
      return names.has(name) ? join(folder, name) : undefined;
    };
    const [name = ""] = index.columns;
    return widen(table, {
      column: { name, type: VECTOR },
      fileOf,
      state: `${index.id} ${names.size}`,
    });
  }

  /** Undefined when its provider cannot be used: what it made before is still there. */
  async #open(index: TableIndex): Promise<VectorIndex | undefined> {
    const { indexes, embeddings } = this.#searching;
    try {
      const opened = await searchIndexOf({ lookup: indexes, embeddings }, index);
      return opened?.kind === "vector" ? opened : undefined;
    } catch (error) {
      if (this.#place.isSearch) throw error;
      return undefined;
    }
  }

  async #newestFolder(index: TableIndex): Promise<string> {
    const folder = this.#searching.indexes.folderOf(index);
    const names = await readdir(folder).catch(() => []);
    const dated = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    const [newest] = dated.toSorted((left, right) => right.at - left.at);
    return join(folder, newest?.name ?? "none");
  }
}

interface AddedColumn {
  readonly column: Column;
  /** The file of a data file's vectors; undefined where there is none yet. */
  readonly fileOf: (dataFile: string) => string | undefined;
  /** Changes whenever the files do. */
  readonly state: string;
}

function widen(table: VisibleTable, { column, fileOf, state }: AddedColumn): VisibleTable {
  const { scan, version } = table;
  return {
    ...table,
    version: `${version}+${state}`,
    scan: {
      columns: [...scan.columns, column],
      parts: scan.parts.map((part) => widenPart(part, fileOf)),
      ...(scan.extent === undefined
        ? {}
        : { extent: { rowCount: scan.extent.rowCount, columnBytes: null } }),
    },
  };
}

function widenPart(part: ScanPart, fileOf: AddedColumn["fileOf"]): ScanPart {
  if (part.kind === "inline") {
    // Such rows become data files with the next compaction.
    return { ...part, rows: part.rows.map((row) => [...row, null]) };
  }
  const place = part.files[0]?.embedded?.length ?? 0;
  return {
    ...part,
    files: part.files.map((file) => ({
      ...file,
      embedded: [...(file.embedded ?? []), fileOf(file.path)],
    })),
    sources: [...part.sources, { from: "column", name: embeddedName(place) }],
  };
}
