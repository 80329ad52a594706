import { z } from "zod";
import { catalogName, identifier } from "../identifier.ts";
import { optionalCollection, optionalText } from "../request-field.ts";
import { DatabaseDefaultSchemaDecl } from "./database.ts";
import { int64, timestamp } from "./timestamp.ts";

export const BulkCreateDatabasesRequest = z
  .object({
    count: int64
      .min(1, "must be at least 1")
      .max(10_000, "must be at most 10000")
      .describe("How many databases to make."),
    name_template: optionalText(z.string().max(255, "must have at most 255 characters")).describe(
      "Label of each; `{index}` in it stands for the database's place, from 0.",
    ),
    default_catalog: optionalText(catalogName).describe(
      "Name each database's own catalog goes by in SQL, beside `default`.",
    ),
    default_schema: optionalText(identifier).describe(
      "Schema of bare table names in each. When left out: the only declared schema, else `main`.",
    ),
    schemas: optionalCollection(z.array(DatabaseDefaultSchemaDecl)).describe(
      "Schemas and tables to declare in each.",
    ),
    expires_at: optionalText(z.string()).describe(
      "When the databases may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. Never, when left out.",
    ),
    idempotency_key: optionalText(z.string().max(255, "must have at most 255 characters")).describe(
      "Makes repeating the request safe: it answers the first batch, whatever else it says.",
    ),
  })
  .meta({ id: "BulkCreateDatabasesRequest", description: "Many databases of one kind to create." });
export type BulkCreateDatabasesRequest = z.infer<typeof BulkCreateDatabasesRequest>;

export const DatabaseBatchResponse = z
  .object({
    batch_id: z.string().describe("Batch id; the `batch` filter of the listing takes it."),
    count: int64.describe("Databases that were asked for."),
    created_count: int64.describe("Databases that were made so far."),
    cancel_requested: z
      .boolean()
      .describe("Whether no more are to be made; those that are there stay."),
    expires_at: timestamp.nullish().describe("When the databases may be deleted; null for never."),
    job_id: z.string().nullish().describe("Job that makes the databases."),
    status_url: z.string().nullish().describe("Path to poll for the batch's state."),
  })
  .meta({ id: "DatabaseBatchResponse", description: "A batch of databases." });
export type DatabaseBatchResponse = z.infer<typeof DatabaseBatchResponse>;

export const DeleteDatabaseBatchResponse = z
  .object({
    batch_id: z.string().describe("Batch that was deleted."),
    deleted_count: int64.describe("Databases that were deleted with it."),
  })
  .meta({ id: "DeleteDatabaseBatchResponse", description: "Outcome of deleting a batch." });
export type DeleteDatabaseBatchResponse = z.infer<typeof DeleteDatabaseBatchResponse>;
