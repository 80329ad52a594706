import type { ApiClient } from "../core/api-client.ts";
import { DatabasesApi } from "../generated/databases-api.ts";
import type { LoadManagedTableResponse } from "../generated/models.ts";
import { JobsApi } from "../waiting/jobs-api.ts";
import { LoadFailedError } from "./load-failed-error.ts";
import type { LoadOptions } from "./load-options.ts";
import { openSource } from "./open-source.ts";
import type { SourceOpener } from "./open-source.ts";
import { isItems, openItems } from "./row-source.ts";
import { UploadsApi } from "./uploads-api.ts";

/** How long the server keeps the call open before the load goes on as a job. */
const ASYNC_AFTER_MS = 10_000;

/** Where a load goes. */
export interface LoadTarget {
  readonly client: ApiClient;
  readonly databaseId: string;
  /** `orders`, or with its schema `sales.orders`. */
  readonly table: string;
  /** How sources are read that are no rows. */
  readonly openSource: SourceOpener | undefined;
}

/** Uploads a source and loads it, within one time limit. */
export async function loadTable(
  target: LoadTarget,
  source: unknown,
  options: LoadOptions,
): Promise<LoadManagedTableResponse> {
  const { client } = target;
  const { signal, timeoutMs = Infinity } = options;
  const deadline = client.startDeadline("load", { signal, timeoutMs });
  try {
    return await uploadAndLoad(target, source, { ...options, signal: deadline.signal });
  } finally {
    deadline.end();
  }
}

async function uploadAndLoad(
  target: LoadTarget,
  source: unknown,
  options: LoadOptions & { readonly signal: AbortSignal },
): Promise<LoadManagedTableResponse> {
  const { client, databaseId } = target;
  const { signal, onProgress, mode = "replace", format, key, onError, columns } = options;
  const databases = new DatabasesApi(client);
  const [schema, table] = splitName(target.table, options.schema);
  // Asked first: a database that is not there shall not cost an upload.
  const schemaName = schema ?? (await databases.getDatabase(databaseId, { signal })).defaultSchema;
  const { uploadId, sizeBytes } = await new UploadsApi<unknown>(client, openerOf(target)).upload(
    source,
    {
      ...options,
      timeoutMs: Infinity,
      onProgress: (progress) => onProgress?.({ phase: "uploading", ...progress }),
    },
  );
  const progress = { phase: "loading", sentBytes: sizeBytes, totalBytes: sizeBytes } as const;
  onProgress?.(progress);
  const csv =
    columns === undefined
      ? options.csv
      : { ...options.csv, types: { ...options.csv?.types, ...columns } };
  const answer = await databases.loadDatabaseTable(
    databaseId,
    schemaName,
    table,
    { mode, uploadId, format, key, csv, onError, async: true, asyncAfterMs: ASYNC_AFTER_MS },
    { signal },
  );
  if (!("statusUrl" in answer)) return answer;
  onProgress?.({ ...progress, jobId: answer.id });
  const job = await new JobsApi(client).wait(answer.id, { signal, timeoutMs: Infinity });
  if (job.result && "arrowSchemaJson" in job.result) return job.result;
  throw new LoadFailedError(job);
}

function splitName(name: string, schema: string | undefined): [string | undefined, string] {
  if (schema !== undefined) return [schema, name];
  const [first = "", second, ...more] = name.split(".");
  if (more.length === 0) return second === undefined ? [undefined, first] : [first, second];
  throw new TypeError(`"${name}" should be "table" or "schema.table"`);
}

function openerOf({ openSource: open = openSource }: LoadTarget): SourceOpener {
  return (source, sizeBytes) =>
    isItems(source) ? openItems(source, sizeBytes) : open(source, sizeBytes);
}
