import { type DatabaseBatchResponse, operations } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { type Batch, nameInBatch } from "./batch.ts";
import type { BatchService } from "./batch-service.ts";
import { parseSchemas } from "./parse-declaration.ts";
import { parseExpiry } from "./parse-expiry.ts";

const MAX_NAME_LENGTH = 255;

export function batchRoutes({ batches }: { readonly batches: BatchService }): Route[] {
  return [
    route(operations.bulk_create_databases, async ({ body, context }) => {
      const { expires_at: expiresAt, name_template: nameTemplate, count } = body;
      if (nameTemplate !== undefined) checkNames(nameTemplate, count);
      const batch = await batches.create({
        workspaceId: context.workspaceId,
        count,
        nameTemplate,
        defaultCatalog: body.default_catalog,
        defaultSchema: body.default_schema,
        schemas: parseSchemas(body.schemas ?? [], "schemas"),
        expiresAt: expiresAt === undefined ? undefined : parseExpiry(expiresAt, new Date()),
        idempotencyKey: body.idempotency_key,
      });
      return json(202, batchModel(batch));
    }),

    route(operations.get_database_batch, async ({ params, context }) => {
      return json(200, batchModel(await batches.get(context.workspaceId, params.batch_id)));
    }),

    route(operations.delete_database_batch, async ({ params, context }) => {
      const { workspaceId, signal } = context;
      const deleted = await batches.delete(workspaceId, params.batch_id, signal);
      return json(200, { batch_id: params.batch_id, deleted_count: deleted });
    }),
  ];
}

function checkNames(template: string, count: number): void {
  const { length } = nameInBatch(template, count - 1);
  if (length <= MAX_NAME_LENGTH) return;
  throw invalidField(
    "name_template",
    `name_template makes names of ${length} characters; ${MAX_NAME_LENGTH} are allowed.`,
  );
}

function batchModel(batch: Batch): DatabaseBatchResponse {
  return {
    batch_id: batch.id,
    count: batch.count,
    created_count: batch.createdCount,
    cancel_requested: batch.isCancelled,
    expires_at: batch.expiresAt?.toISOString() ?? null,
    job_id: batch.jobId,
    status_url: `/v1/databases/bulk/${batch.id}`,
  };
}
