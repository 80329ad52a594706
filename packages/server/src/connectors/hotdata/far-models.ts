import { z } from "zod";

/** What is used of another server's answers; they may have more fields than these. */

const nextPage = { has_more: z.boolean().nullish(), next_cursor: z.string().nullish() };

export const FarDatabase = z.object({ id: z.string(), default_connection_id: z.string() });

export const FarDatabases = z.object({
  databases: z.array(z.object({ id: z.string(), name: z.string().nullish() })),
  ...nextPage,
});

export const FarColumn = z.object({
  name: z.string(),
  data_type: z.string(),
  nullable: z.boolean(),
});
export type FarColumn = z.infer<typeof FarColumn>;

export const FarTable = z.object({
  schema: z.string(),
  table: z.string(),
  columns: z.array(FarColumn).nullish(),
});
export type FarTable = z.infer<typeof FarTable>;

export const FarTables = z.object({ tables: z.array(FarTable), ...nextPage });

/** Values are text, save for counts. */
const cell = z.union([z.string(), z.int().transform(String), z.null()]);

export const FarRows = z.object({
  result_id: z.string().nullish(),
  truncated: z.boolean(),
  rows: z.array(z.array(cell)),
});
export type FarRows = z.infer<typeof FarRows>;

/** Rows of any kind, which are not looked at. */
export const FarResultId = z.object({ result_id: z.string().nullish() });

export const FarStarted = z.object({ query_run_id: z.string() });

export const FarRun = z.object({ status: z.string(), result_id: z.string().nullish() });
