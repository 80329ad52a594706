import type { Kysely, Selectable } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { DatasetsTable, DatasetVersionsTable } from "../metastore/tables/dataset-tables.ts";
import { parseStoredColumns } from "../results/stored-columns.ts";
import type { Dataset, DatasetOrigin, DatasetVersion } from "./dataset.ts";
import { parseOrigin } from "./stored-origin.ts";

type Handle = Kysely<MetastoreTables>;

/** What is undefined stays; a pin of null is taken away. */
export interface DatasetChanges {
  readonly label: string | undefined;
  readonly table: string | undefined;
  readonly pinnedVersion: number | null | undefined;
}

export type ChangeOutcome = Dataset | "unknown" | "taken" | "no such version";

export interface PageOf {
  readonly limit: number;
  readonly offset: number;
}

/** A version that is about to be recorded. */
export interface NewVersion extends Omit<DatasetVersion, "datasetId" | "version"> {
  readonly jobId: string | undefined;
}

/** Rows of the metastore looked up by one statement. */
const LOOKUP_BATCH = 500;

/** Datasets and their versions in the metastore. */
export class DatasetStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Records a dataset with its first version. Returns false when its name is taken. */
  async insert(dataset: Dataset, version: NewVersion, handle: Handle): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await handle
      .insertInto("datasets")
      .values({
        id: dataset.id,
        workspace_id: dataset.workspaceId,
        label: dataset.label,
        schema_name: dataset.schema,
        table_name: dataset.table,
        source_json: JSON.stringify(dataset.origin),
        latest_version: dataset.latestVersion,
        pinned_version: dataset.pinnedVersion ?? null,
        created_at: dataset.createdAt,
        updated_at: dataset.updatedAt,
      })
      .onConflict((conflict) =>
        conflict.columns(["workspace_id", "schema_name", "table_name"]).doNothing(),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return false;
    await insertVersion(handle, dataset, version);
    return true;
  }

  /** Whether the workspace is still there; a step of the transaction that puts something in it. */
  async hasWorkspace(workspaceId: string, handle: Handle): Promise<boolean> {
    const row = await handle
      .selectFrom("workspaces")
      .select("id")
      .where("id", "=", workspaceId)
      .where("state", "=", "active")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Whether there can be datasets in the schema: in `main`, and in sandboxes that are there. */
  async hasSchema(workspaceId: string, schema: string, handle: Handle): Promise<boolean> {
    if (schema === "main") return true;
    const row = await handle
      .selectFrom("sandboxes")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", schema)
      .where("state", "=", "active")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Records the next version of a dataset; undefined when the dataset is gone. */
  addVersion(
    workspaceId: string,
    datasetId: string,
    version: NewVersion,
  ): Promise<DatasetVersion | undefined> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("datasets")
        .set(({ eb }) => ({
          latest_version: eb("latest_version", "+", 1),
          updated_at: version.createdAt,
        }))
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", datasetId)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await insertVersion(transaction, datasetOf(row), version);
      return { ...version, datasetId, version: row.latest_version };
    });
  }

  /** Says what stood in the way when nothing was changed. */
  change(workspaceId: string, id: string, changes: DatasetChanges): Promise<ChangeOutcome> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const dataset = await this.find(workspaceId, id, transaction);
      if (dataset === undefined) return "unknown";
      const { label, table, pinnedVersion } = changes;
      const isEmpty = Object.values(changes).every((change) => change === undefined);
      if (isEmpty) return dataset;
      if (table !== undefined && table !== dataset.table) {
        const other = await this.findNamed(workspaceId, { ...dataset, table }, transaction);
        if (other !== undefined) return "taken";
      }
      if (typeof pinnedVersion === "number") {
        const version = await this.findVersion(id, pinnedVersion, transaction);
        if (version === undefined) return "no such version";
      }
      const row = await transaction
        .updateTable("datasets")
        .set({
          ...(label === undefined ? {} : { label }),
          ...(table === undefined ? {} : { table_name: table }),
          ...(pinnedVersion === undefined ? {} : { pinned_version: pinnedVersion }),
          updated_at: new Date().toISOString(),
        })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return datasetOf(row);
    });
  }

  async find(
    workspaceId: string,
    id: string,
    handle: Handle = this.#metastore,
  ): Promise<Dataset | undefined> {
    const row = await handle
      .selectFrom("datasets")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return row && datasetOf(row);
  }

  async findNamed(
    workspaceId: string,
    { schema, table }: Pick<Dataset, "schema" | "table">,
    handle: Handle = this.#metastore,
  ): Promise<Dataset | undefined> {
    const row = await handle
      .selectFrom("datasets")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("schema_name", "=", schema)
      .where("table_name", "=", table)
      .executeTakeFirst();
    return row && datasetOf(row);
  }

  async findVersion(
    datasetId: string,
    version: number,
    handle: Handle = this.#metastore,
  ): Promise<DatasetVersion | undefined> {
    const row = await handle
      .selectFrom("dataset_versions")
      .selectAll()
      .where("dataset_id", "=", datasetId)
      .where("version", "=", version)
      .executeTakeFirst();
    return row && versionOf(row);
  }

  /** The version that a job has made. */
  async findVersionOfJob(jobId: string): Promise<DatasetVersion | undefined> {
    const row = await this.#metastore
      .selectFrom("dataset_versions")
      .selectAll()
      .where("job_id", "=", jobId)
      .executeTakeFirst();
    return row && versionOf(row);
  }

  /** By label, then id; one more than the page shows whether there is a further page. */
  async list(workspaceId: string, { limit, offset }: PageOf): Promise<Dataset[]> {
    const rows = await this.#metastore
      .selectFrom("datasets")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .orderBy("label")
      .orderBy("id")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return rows.map(datasetOf);
  }

  /** Newest first; one more than the page shows whether there is a further page. */
  async listVersions(datasetId: string, { limit, offset }: PageOf): Promise<DatasetVersion[]> {
    const rows = await this.#metastore
      .selectFrom("dataset_versions")
      .selectAll()
      .where("dataset_id", "=", datasetId)
      .orderBy("version", "desc")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return rows.map(versionOf);
  }

  /** Every dataset's table with the columns that SQL reads. */
  async listTables(workspaceId: string) {
    const rows = await this.#metastore
      .selectFrom("datasets")
      .innerJoin("dataset_versions", (join) =>
        join
          .onRef("dataset_versions.dataset_id", "=", "datasets.id")
          .on(({ eb, fn }) => eb("version", "=", fn.coalesce("pinned_version", "latest_version"))),
      )
      .select(["schema_name", "table_name", "columns_json"])
      .where("datasets.workspace_id", "=", workspaceId)
      .orderBy("schema_name")
      .orderBy("table_name")
      .execute();
    return rows.map((row) => ({
      schema: row.schema_name,
      table: row.table_name,
      columns: parseStoredColumns(row.columns_json),
    }));
  }

  /** Those of the given versions that are recorded. */
  async listKnown(versionIds: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    for (let start = 0; start < versionIds.length; start += LOOKUP_BATCH) {
      const rows = await this.#metastore
        .selectFrom("dataset_versions")
        .select("id")
        .where("id", "in", versionIds.slice(start, start + LOOKUP_BATCH))
        .execute();
      for (const { id } of rows) known.add(id);
    }
    return known;
  }

  /** Takes a dataset out; returns the ids of its versions, undefined when there is none. */
  delete(workspaceId: string, id: string): Promise<readonly string[] | undefined> {
    return this.#metastore.transaction().execute(async (transaction) => {
      const dataset = await this.find(workspaceId, id, transaction);
      if (dataset === undefined) return undefined;
      const versions = await transaction
        .deleteFrom("dataset_versions")
        .where("dataset_id", "=", id)
        .returning("id")
        .execute();
      await transaction.deleteFrom("datasets").where("id", "=", id).execute();
      return versions.map((version) => version.id);
    });
  }

  /** Ids of all datasets of a workspace, or of one of its schemas. */
  async listIds(workspaceId: string, schema?: string): Promise<readonly string[]> {
    let query = this.#metastore
      .selectFrom("datasets")
      .select("id")
      .where("workspace_id", "=", workspaceId);
    if (schema !== undefined) query = query.where("schema_name", "=", schema);
    return (await query.execute()).map(({ id }) => id);
  }
}

async function insertVersion(
  handle: Handle,
  { id: datasetId, workspaceId, latestVersion }: Dataset,
  version: NewVersion,
): Promise<void> {
  await handle
    .insertInto("dataset_versions")
    .values({
      id: version.id,
      dataset_id: datasetId,
      workspace_id: workspaceId,
      version: latestVersion,
      source_type: version.sourceType,
      columns_json: JSON.stringify(version.columns),
      row_count: version.rowCount,
      size_bytes: version.sizeBytes,
      job_id: version.jobId ?? null,
      created_at: version.createdAt,
    })
    .execute();
}

function datasetOf(row: Selectable<DatasetsTable>): Dataset {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    label: row.label,
    schema: row.schema_name,
    table: row.table_name,
    origin: parseOrigin(row.source_json),
    latestVersion: row.latest_version,
    pinnedVersion: row.pinned_version ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function versionOf(row: Selectable<DatasetVersionsTable>): DatasetVersion {
  return {
    id: row.id,
    datasetId: row.dataset_id,
    version: row.version,
    sourceType: sourceTypeOf(row.source_type),
    columns: parseStoredColumns(row.columns_json),
    rowCount: row.row_count,
    sizeBytes: row.size_bytes,
    createdAt: row.created_at,
  };
}

function sourceTypeOf(text: string): DatasetOrigin["type"] {
  switch (text) {
    case "upload":
    case "inline":
    case "url":
    case "sql_query":
    case "saved_query":
      return text;
    default:
      throw new Error(`a dataset has the unknown source type ${text}`);
  }
}
