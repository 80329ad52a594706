import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  BulkCreateDatabasesRequest,
  DatabaseBatchResponse,
  DeleteDatabaseBatchResponse,
} from "../models/database-batch.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ batch_id: z.string().describe("Batch id.") });

export const bulkCreateDatabases = {
  id: "bulk_create_databases",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/bulk",
  summary: "Create many databases in the background",
  description:
    "Answers as soon as the batch is recorded; a job fills it. The same idempotency key again answers the same batch.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: BulkCreateDatabasesRequest },
  responses: {
    202: { description: "The batch, which a job fills.", model: DatabaseBatchResponse },
    400: nestedError("The count, a name or the expiry is not accepted."),
    ...keyErrors,
    409: nestedError("Another request with this idempotency key is under way."),
  },
} as const satisfies Operation;

export const getDatabaseBatch = {
  id: "get_database_batch",
  api: "DatabasesApi",
  method: "GET",
  path: "/v1/databases/bulk/{batch_id}",
  summary: "Show how far a batch of databases is",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The batch.", model: DatabaseBatchResponse },
    ...keyErrors,
    404: nestedError("There is no such batch."),
  },
} as const satisfies Operation;

export const deleteDatabaseBatch = {
  id: "delete_database_batch",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/bulk/{batch_id}",
  summary: "Delete a batch with its databases, as long as none holds rows",
  description: "When one of its databases holds rows, nothing is deleted.",
  auth: "workspace",
  params,
  responses: {
    200: { description: "What was deleted.", model: DeleteDatabaseBatchResponse },
    ...keyErrors,
    404: nestedError("There is no such batch."),
    409: nestedError("A database of the batch holds rows; nothing was deleted."),
  },
} as const satisfies Operation;
