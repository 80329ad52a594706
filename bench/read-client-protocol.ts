import { z } from "zod";

/** How rows are read: with the SDK, or as somebody would who has only `fetch` and `apache-arrow`. */
export const READ_WAYS = [
  "rows",
  "each",
  "arrow",
  "batches",
  "bare-json",
  "bare-arrow",
  "bare-batches",
] as const;
export type ReadWay = (typeof READ_WAYS)[number];

/** A statement to run in a database, and how to read its rows. */
export const readCall = z.object({
  url: z.string(),
  apiKey: z.string(),
  databaseId: z.string(),
  sql: z.string(),
  /** A small one that is read before, untimed. */
  warmUpSql: z.string(),
  way: z.enum(READ_WAYS),
});
export type ReadCall = z.infer<typeof readCall>;

/** What came, how long it took from submission to the last row, and the most memory until now. */
export const reading = z.object({ rowCount: z.number(), ms: z.number(), peakMb: z.number() });
export type Reading = z.infer<typeof reading>;

export const readAnswer = z.union([reading, z.object({ error: z.string() })]);
export type ReadAnswer = z.infer<typeof readAnswer>;
