import type { Column } from "@hotdata/contract";
import type { TableService } from "../databases/table-service.ts";
import type { DatasetStore } from "../datasets/dataset-store.ts";
import type { TableScan } from "../engine/engine.ts";
import type { Lake } from "../lake/lake.ts";
import { DATASETS, type QueryDatasets, visibleDataset } from "../query/dataset-tables.ts";
import type { IndexOwner } from "./table-index.ts";

/** The newest rows of a table or dataset; its files stay until this is disposed of. */
export interface IndexedRows extends AsyncDisposable {
  /** All columns; undefined when there never were rows. */
  readonly scan: TableScan | undefined;
  /** Changes whenever the scan does. */
  readonly version: string;
}

export interface RowSourceParts {
  readonly lake: Lake;
  readonly tables: Pick<TableService, "isDeclared">;
  readonly datasets: { readonly store: DatasetStore; readonly tables: QueryDatasets };
}

/** Where the rows of indexes come from. */
export class RowSource {
  readonly #parts: RowSourceParts;

  constructor(parts: RowSourceParts) {
    this.#parts = parts;
  }

  /** Undefined when the table or dataset is not there. */
  open(workspaceId: string, owner: IndexOwner): Promise<IndexedRows | undefined> {
    return owner.kind === "table"
      ? this.#openTable(owner)
      : this.#openDataset(workspaceId, owner.datasetId);
  }

  /** Names and types of the columns; none before the first rows. */
  async columnsOf(workspaceId: string, owner: IndexOwner): Promise<readonly Column[]> {
    if (owner.kind === "table") {
      const table = await this.#parts.lake.findTable(owner.databaseId, owner);
      return table?.columns ?? [];
    }
    await using rows = await this.#openDataset(workspaceId, owner.datasetId);
    return rows?.scan?.columns ?? [];
  }

  async #openTable(owner: IndexOwner & { kind: "table" }): Promise<IndexedRows | undefined> {
    const { lake, tables } = this.#parts;
    const { databaseId, schema, table } = owner;
    const hold = lake.hold(databaseId);
    try {
      const { tables: found } = await lake.resolve(databaseId, [{ schema, table }]);
      const resolved = found[0];
      if (resolved === undefined && !(await tables.isDeclared(databaseId, schema, table))) {
        hold.release();
        return undefined;
      }
      return {
        scan: resolved?.scan,
        version: resolved?.version ?? "",
        [Symbol.asyncDispose]: async () => hold.release(),
      };
    } catch (error) {
      hold.release();
      throw error;
    }
  }

  async #openDataset(workspaceId: string, datasetId: string): Promise<IndexedRows | undefined> {
    const { store, tables } = this.#parts.datasets;
    const dataset = await store.find(workspaceId, datasetId);
    const opened = dataset && (await tables.open(workspaceId, dataset));
    if (opened === undefined) return undefined;
    const { scan, version } = visibleDataset({ catalog: DATASETS, ...namesOf(dataset) }, opened);
    return { scan, version, [Symbol.asyncDispose]: () => opened.release() };
  }
}

function namesOf(dataset: { readonly schema: string; readonly table: string } | undefined) {
  return { schema: dataset?.schema ?? "", table: dataset?.table ?? "" };
}
