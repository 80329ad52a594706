import { ColumnDefinition } from "@hotdata/contract";
import { z } from "zod";
import type { DatasetOrigin } from "./dataset.ts";

const query = {
  savedQueryId: z.string(),
  version: z.number().optional(),
  databaseId: z.string().optional(),
};

const storedOrigin = z.discriminatedUnion("type", [
  z.object({ type: z.literal("upload") }),
  z.object({ type: z.literal("inline") }),
  z.object({
    type: z.literal("url"),
    url: z.string(),
    format: z.enum(["csv", "json", "parquet"]).optional(),
    columns: z.record(z.string(), ColumnDefinition).optional(),
  }),
  z.object({ type: z.literal("sql_query"), ...query }),
  z.object({ type: z.literal("saved_query"), ...query }),
]);

/** What is remembered of a dataset's source, from the JSON that the metastore keeps of it. */
export function parseOrigin(json: string): DatasetOrigin {
  return storedOrigin.parse(JSON.parse(json));
}
