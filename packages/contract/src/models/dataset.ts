import { z } from "zod";
import { DatasetSource } from "./dataset-source.ts";
import { ColumnInfo } from "./information-schema.ts";
import { optionalField, optionalText } from "../request-field.ts";
import { timestamp } from "./timestamp.ts";

const MAX_LABEL_LENGTH = 1000;

const int32 = z.int().meta({ format: "int32" });

const label = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_LABEL_LENGTH, `must have at most ${MAX_LABEL_LENGTH} characters`);

export const CreateDatasetRequest = z
  .object({
    label: label.describe("Name for people."),
    table_name: optionalText(z.string()).describe(
      "Name in SQL: letters, digits and underscores, at most 128, no digit first, no reserved " +
        "word. Made from the label when left out.",
    ),
    source: DatasetSource.describe("Where its rows are."),
  })
  .meta({ id: "CreateDatasetRequest", description: "A dataset to make, and where its rows are." });
export type CreateDatasetRequest = z.infer<typeof CreateDatasetRequest>;

export const UpdateDatasetRequest = z
  .object({
    label: optionalField(label).describe("New name for people."),
    table_name: optionalText(z.string()).describe("New name in SQL; the old one is free at once."),
    pinned_version: int32
      .nullable()
      .optional()
      .describe("Version that SQL reads from now on; null: always the newest."),
  })
  .meta({
    id: "UpdateDatasetRequest",
    description: "Changes of a dataset; what is left out stays.",
  });
export type UpdateDatasetRequest = z.infer<typeof UpdateDatasetRequest>;

const id = z.string().describe("Dataset id.");
const shownLabel = z.string().describe("Name for people.");
const schemaName = z.string().describe("Schema of its table: `main`, or a sandbox's id.");
const tableName = z.string().describe("Name of its table: `datasets.<schema>.<table>` in SQL.");
const createdAt = timestamp.describe("When it was made.");
const updatedAt = timestamp.describe("When it was changed last.");
const latestVersion = int32.describe("Number of the newest version.");
const pinnedVersion = int32.nullish().describe("Version that SQL reads; null: the newest.");
const sourceType = z
  .string()
  .describe("Where the rows came from: upload, url, inline, sql_query or saved_query.");

export const CreateDatasetResponse = z
  .object({
    id,
    label: shownLabel,
    schema_name: schemaName,
    table_name: tableName,
    status: z.string().describe("`ready`: its table can be queried."),
    created_at: createdAt,
  })
  .meta({ id: "CreateDatasetResponse", description: "A dataset that was just made." });
export type CreateDatasetResponse = z.infer<typeof CreateDatasetResponse>;

export const UpdateDatasetResponse = z
  .object({
    id,
    label: shownLabel,
    table_name: tableName,
    latest_version: latestVersion,
    pinned_version: pinnedVersion,
    updated_at: updatedAt,
  })
  .meta({ id: "UpdateDatasetResponse", description: "A dataset after a change." });
export type UpdateDatasetResponse = z.infer<typeof UpdateDatasetResponse>;

const summary = {
  id,
  label: shownLabel,
  schema_name: schemaName,
  table_name: tableName,
  latest_version: latestVersion,
  pinned_version: pinnedVersion,
  created_at: createdAt,
  updated_at: updatedAt,
};

export const DatasetSummary = z
  .object(summary)
  .meta({ id: "DatasetSummary", description: "A dataset in a listing." });
export type DatasetSummary = z.infer<typeof DatasetSummary>;

export const GetDatasetResponse = z
  .object({
    ...summary,
    source_type: sourceType,
    columns: z.array(ColumnInfo).describe("Columns of the version that SQL reads."),
  })
  .meta({ id: "GetDatasetResponse", description: "A dataset with its columns." });
export type GetDatasetResponse = z.infer<typeof GetDatasetResponse>;

const page = {
  count: z.int().min(0).describe("Number of entries in this page."),
  limit: z.int().min(0).describe("Page size that was used."),
  offset: z.int().min(0).describe("Entries skipped before this page."),
  has_more: z.boolean().describe("Whether there is a further page."),
};

export const ListDatasetsResponse = z
  .object({ datasets: z.array(DatasetSummary).describe("The datasets by label."), ...page })
  .meta({ id: "ListDatasetsResponse", description: "One page of datasets." });
export type ListDatasetsResponse = z.infer<typeof ListDatasetsResponse>;

export const DatasetVersionSummary = z
  .object({
    id: z.string().describe("Id of the version."),
    version: int32.describe("Version number, from 1."),
    source_type: sourceType,
    created_at: timestamp.describe("When its rows were read."),
  })
  .meta({ id: "DatasetVersionSummary", description: "One version of a dataset." });
export type DatasetVersionSummary = z.infer<typeof DatasetVersionSummary>;

export const ListDatasetVersionsResponse = z
  .object({
    dataset_id: id,
    versions: z.array(DatasetVersionSummary).describe("The versions, newest first."),
    ...page,
  })
  .meta({ id: "ListDatasetVersionsResponse", description: "One page of versions of a dataset." });
export type ListDatasetVersionsResponse = z.infer<typeof ListDatasetVersionsResponse>;
