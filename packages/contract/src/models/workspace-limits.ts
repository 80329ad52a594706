import { z } from "zod";
import { int64 } from "./timestamp.ts";

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Null takes a limit away, so that only the server's own remains. */
const limit = int64.nullish().transform((value) => value ?? null);

export const WorkspaceLimits = z
  .object({
    query_timeout_ms: z
      .int()
      .min(100, "must be at least 100")
      .max(MAX_TIMEOUT_MS, `must be at most ${MAX_TIMEOUT_MS}`)
      .nullish()
      .transform((value) => value ?? null)
      .describe("Longest time in milliseconds that a statement may run."),
    max_data_bytes: limit.describe("Bytes that the files of all managed databases may have."),
    max_result_bytes: limit.describe("Bytes that stored results may have."),
    max_upload_bytes: limit.describe("Bytes that uploads which are not loaded yet may have."),
  })
  .meta({
    id: "WorkspaceLimits",
    description: "What a workspace may hold and use. Null, or left out: the server's own limits.",
  });
export type WorkspaceLimits = z.infer<typeof WorkspaceLimits>;

export const WorkspaceStorageUsage = z
  .object({
    data_bytes: int64.describe("Bytes of the files of all managed databases."),
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
