import { z } from "zod";
import { int64, timestamp } from "./timestamp.ts";

export const WorkspaceUsageResponse = z
  .object({
    since: timestamp.describe("Start of the period that is summed up, in UTC."),
    query_count: int64.describe(
      "Queries that began in the period and have ended, with rows or with an error; cancelled ones are left out.",
    ),
    bytes_scanned: int64.describe("Bytes of data files that these queries read."),
    storage_bytes: int64.describe(
      "Bytes held now: tables with their older snapshots, datasets, files of indexes, stored results, and uploads that are not loaded yet.",
    ),
    storage_captured_at: timestamp.nullish().describe("When `storage_bytes` was measured."),
  })
  .meta({
    id: "WorkspaceUsageResponse",
    description: "What a workspace queried in a period, and what it holds now.",
  });
export type WorkspaceUsageResponse = z.infer<typeof WorkspaceUsageResponse>;
