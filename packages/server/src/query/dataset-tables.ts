import { foldIdentifier } from "@hotdata/contract/types";
import type { Column } from "@hotdata/contract";
import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import { isInformationSchema } from "../engine/visible-name.ts";
import type { ListedCatalog } from "./information-schema.ts";

/** What the query side needs to know of datasets. */
export interface QueryDatasets {
  /** Undefined when the workspace has no such dataset. */
  open(workspaceId: string, name: DatasetName): Promise<OpenedDataset | undefined>;
  /** Tables of all datasets of a workspace. */
  list(workspaceId: string): Promise<ListedCatalog["tables"]>;
}

export interface DatasetName {
  readonly schema: string;
  readonly table: string;
}

/** One version of a dataset; its file stays until the release. */
export interface OpenedDataset {
  readonly datasetId: string;
  readonly versionId: string;
  /** Absolute path. The file's columns are called `c0`, `c1`, …, in the order of `columns`. */
  readonly path: string;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  release(): Promise<void>;
}

/** Datasets that a statement reads as tables; they stay until this is disposed of. */
export interface OpenDatasetTables extends AsyncDisposable {
  readonly tables: readonly VisibleTable[];
  /** The dataset that a table shows. */
  datasetIdOf(table: VisibleTable): string | undefined;
}

/** The catalog that datasets are in. */
export const DATASETS = "datasets";

interface NameDefaults {
  readonly catalog: string;
  readonly schema: string;
}

/** Does a name stand for a dataset, as in `datasets.main.sales`? */
export function isDatasetTable(reference: TableReference, { catalog }: NameDefaults): boolean {
  return (
    !isInformationSchema(reference) && foldIdentifier(reference.catalog ?? catalog) === DATASETS
  );
}

/**
 * Makes the named datasets visible, each in the version that is pinned or newest now.
 * @throws {SqlError} when one of them is not there.
 */
export async function openDatasetTables(
  datasets: QueryDatasets,
  references: readonly TableReference[],
  { workspaceId, defaults }: { readonly workspaceId: string; readonly defaults: NameDefaults },
): Promise<OpenDatasetTables> {
  const opened: OpenedDataset[] = [];
  const release = async (): Promise<void> => {
    for (const dataset of opened) await dataset.release();
  };
  try {
    const tables: VisibleTable[] = [];
    for (const reference of references) {
      const name = {
        schema: foldIdentifier(reference.schema ?? defaults.schema),
        table: foldIdentifier(reference.table),
      };
      const shown = `${DATASETS}.${name.schema}.${name.table}`;
      if (reference.at !== undefined) {
        throw new SqlError(
          `AT cannot follow ${shown}: a dataset shows its pinned or newest version; pin another ` +
            "one with PUT /v1/datasets/{id}",
        );
      }
      const dataset = await datasets.open(workspaceId, name);
      if (dataset === undefined) throw new SqlError(`table '${shown}' not found`);
      opened.push(dataset);
      tables.push(visibleDataset({ catalog: DATASETS, ...name }, dataset));
    }
    return {
      tables,
      datasetIdOf: (table) => opened[tables.indexOf(table)]?.datasetId,
      [Symbol.asyncDispose]: release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** A dataset as a table of the given name. */
export function visibleDataset(
  name: Pick<VisibleTable, "catalog" | "schema" | "table">,
  { versionId, path, columns, rowCount }: OpenedDataset,
): VisibleTable {
  return {
    ...name,
    version: versionId,
    scan: {
      columns,
      // Sizes of its columns are not recorded.
      extent: { rowCount, columnBytes: null },
      parts: [
        {
          kind: "files",
          files: [{ path, deleteFiles: [], deletedPositions: [] }],
          sources: columns.map((_, index) => ({ from: "column", name: `c${index}` })),
        },
      ],
    },
  };
}
