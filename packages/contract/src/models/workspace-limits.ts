import { z } from "zod";
import { optionalField } from "../request-field.ts";
import { int64 } from "./timestamp.ts";

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const timeoutMs = z
  .int()
  .min(100, "must be at least 100")
  .max(MAX_TIMEOUT_MS, `must be at most ${MAX_TIMEOUT_MS}`);
const MEANINGS = {
  query_timeout_ms: "Longest time in milliseconds that a statement may run.",
  max_data_bytes: "Bytes that the files of all managed databases, datasets and indexes may have.",
  max_result_bytes: "Bytes that stored results may have.",
  max_upload_bytes: "Bytes that uploads which are not loaded yet may have.",
  max_spill_bytes:
    "Bytes of disk that the statements of each database may use for what does not fit into memory; counted in whole megabytes.",
} as const;

export const WorkspaceLimits = z
  .object({
    query_timeout_ms: timeoutMs.nullable().describe(MEANINGS.query_timeout_ms),
    max_data_bytes: int64.nullable().describe(MEANINGS.max_data_bytes),
    max_result_bytes: int64.nullable().describe(MEANINGS.max_result_bytes),
    max_upload_bytes: int64.nullable().describe(MEANINGS.max_upload_bytes),
    max_spill_bytes: int64.nullable().describe(MEANINGS.max_spill_bytes),
  })
  .meta({
    id: "WorkspaceLimits",
    description: "What a workspace may hold and use. Null: the server's own limits.",
  });
export type WorkspaceLimits = z.infer<typeof WorkspaceLimits>;

export const SetWorkspaceLimitsRequest = z
  .object({
    query_timeout_ms: optionalField(timeoutMs).describe(MEANINGS.query_timeout_ms),
    max_data_bytes: optionalField(int64).describe(MEANINGS.max_data_bytes),
    max_result_bytes: optionalField(int64).describe(MEANINGS.max_result_bytes),
    max_upload_bytes: optionalField(int64).describe(MEANINGS.max_upload_bytes),
    max_spill_bytes: optionalField(int64).describe(MEANINGS.max_spill_bytes),
  })
  .meta({
    id: "SetWorkspaceLimitsRequest",
    description: "Limits to set. Null, or left out: the server's own limits.",
  });
export type SetWorkspaceLimitsRequest = z.infer<typeof SetWorkspaceLimitsRequest>;

export const WorkspaceStorageUsage = z
  .object({
    data_bytes: int64.describe(
      "Bytes of the files of all managed databases, datasets and indexes.",
    ),
    result_bytes: int64.describe("Bytes of stored results."),
    upload_bytes: int64.describe("Bytes of uploads that are not loaded yet."),
  })
  .meta({ id: "WorkspaceStorageUsage", description: "What a workspace holds now." });
export type WorkspaceStorageUsage = z.infer<typeof WorkspaceStorageUsage>;

export const WorkspaceLimitsResponse = z
  .object({
    ok: z.boolean().describe("Always true."),
    limits: WorkspaceLimits.describe("The limits that hold."),
    usage: WorkspaceStorageUsage.describe("What counts against them."),
  })
  .meta({ id: "WorkspaceLimitsResponse", description: "Limits of a workspace, and its usage." });
export type WorkspaceLimitsResponse = z.infer<typeof WorkspaceLimitsResponse>;
