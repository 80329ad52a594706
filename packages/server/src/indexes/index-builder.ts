import { badRequest, conflict } from "../http/api-error.ts";
import type { IndexState, Search } from "../search/search.ts";
import { columnScan } from "./column-scan.ts";
import type { IndexFigures, RecordedIndex } from "./index-row.ts";
import type { RowSource } from "./indexed-rows.ts";
import { readColumnOf, searchIndexOf, type SearchIndexParts } from "./search-index-of.ts";
import type { TableSorter } from "./table-sorter.ts";

export interface IndexBuilderParts extends SearchIndexParts {
  readonly search: Pick<Search, "prepare">;
  readonly rows: RowSource;
  readonly sorter: TableSorter;
}

/** The newest state of an index's table, as it was indexed. */
export interface Refreshed {
  readonly version: string;
  /** Undefined when the rows have no such column at present. */
  readonly figures: IndexFigures | undefined;
}

/** Makes what indexes consist of. */
export class IndexBuilder {
  readonly #parts: IndexBuilderParts;

  constructor(parts: IndexBuilderParts) {
    this.#parts = parts;
  }

  /**
   * Builds a new index of all there is; figures are undefined for one that has none.
   * @throws {ApiError} about the rows, and what the search process says of them
   */
  async build(index: RecordedIndex, signal: AbortSignal): Promise<IndexFigures | undefined> {
    const { owner, workspaceId, columns } = index;
    if (index.type === "sorted") {
      if (owner.kind === "table") {
        await this.#parts.sorter.sort({ ...owner, workspaceId, columns }, signal);
      }
      return undefined;
    }
    const refreshed = await this.refresh(index, { knownVersion: undefined, signal });
    const column = readColumnOf(index);
    if (refreshed?.figures === undefined) {
      throw conflict(`The column '${column}' went away while the index was built.`);
    }
    if (index.type === "vector" && refreshed.figures.dimensions === null) {
      throw badRequest(
        `could not detect dimension for '${column}': no row has a value in it; load some first.`,
      );
    }
    return refreshed.figures;
  }

  /** Undo what {@link build} did outside the index's own files. */
  async takeBack({ type, owner }: RecordedIndex): Promise<void> {
    if (type === "sorted" && owner.kind === "table") await this.#parts.sorter.unsort(owner);
  }

  /** Indexes the newest rows, if they are others than `knownVersion`; undefined: nothing was done. */
  async refresh(
    index: RecordedIndex,
    {
      knownVersion,
      signal,
    }: { readonly knownVersion: string | undefined; readonly signal: AbortSignal },
  ): Promise<Refreshed | undefined> {
    await using rows = await this.#parts.rows.open(index.workspaceId, index.owner);
    if (rows === undefined || rows.version === knownVersion) return undefined;
    const { version } = rows;
    const scan = rows.scan && columnScan(rows.scan, readColumnOf(index));
    const searched = await searchIndexOf(this.#parts, index);
    if (scan === undefined || searched === undefined) return { version, figures: undefined };
    const state = await this.#parts.search.prepare({ index: searched, scan }, signal);
    return { version, figures: figuresOf(state) };
  }
}

function figuresOf(state: IndexState): IndexFigures {
  const { rowCount, unmergedRowCount, sizeBytes, dimensions } = state;
  return { rowCount, unmergedRowCount, sizeBytes, dimensions };
}
