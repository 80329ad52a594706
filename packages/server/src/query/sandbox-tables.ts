import { foldIdentifier } from "@hotdata/contract/types";
import type { TableReference, VisibleTable } from "../engine/engine.ts";
import { type OpenedDataset, type QueryDatasets, visibleDataset } from "./dataset-tables.ts";

export interface SandboxTablesPlace {
  readonly workspaceId: string;
  /** Undefined when the statement runs in no sandbox. */
  readonly sandboxId: string | undefined;
  /** What a bare name stands for in the engine. */
  readonly defaults: { readonly catalog: string; readonly schema: string };
}

/**
 * Where a statement finds bare names that its database does not have: among the datasets of its
 * sandbox. They come last, so that no name changes its meaning because of a sandbox. What was found
 * stays until this is disposed of.
 */
export class SandboxTables implements AsyncDisposable {
  readonly #datasets: QueryDatasets;
  readonly #place: SandboxTablesPlace;
  readonly #opened = new Map<VisibleTable, OpenedDataset>();

  constructor(datasets: QueryDatasets, place: SandboxTablesPlace) {
    this.#datasets = datasets;
    this.#place = place;
  }

  get isEmpty(): boolean {
    return this.#opened.size === 0;
  }

  async find(reference: TableReference): Promise<VisibleTable | undefined> {
    const { workspaceId, sandboxId, defaults } = this.#place;
    if (sandboxId === undefined || !isBare(reference)) return undefined;
    const table = foldIdentifier(reference.table);
    const dataset = await this.#datasets.open(workspaceId, { schema: sandboxId, table });
    if (dataset === undefined) return undefined;
    const { catalog, schema } = defaults;
    const name = { catalog: foldIdentifier(catalog), schema: foldIdentifier(schema), table };
    const visible = visibleDataset(name, dataset);
    this.#opened.set(visible, dataset);
    return visible;
  }

  /** The dataset that a table shows which was found here. */
  datasetIdOf(table: VisibleTable): string | undefined {
    return this.#opened.get(table)?.datasetId;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const dataset of this.#opened.values()) await dataset.release();
  }
}

function isBare({ catalog, schema, at }: TableReference): boolean {
  return catalog === undefined && schema === undefined && at === undefined;
}
