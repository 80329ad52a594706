import { z } from "zod";

/** What the client process is asked to fetch. */
export const clientCall = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Fetched as it is; not used when there is a statement. */
  path: z.string(),
  /** Submitted first; its result is then fetched. */
  sql: z.string().optional(),
});
export type ClientCall = z.infer<typeof clientCall>;

/** What came, and how long it took until its last byte. */
export const transfer = z.object({
  byteCount: z.number(),
  /** From sending the GET. */
  fetchMs: z.number(),
  /** From submitting the statement; the same as `fetchMs` without one. */
  totalMs: z.number(),
});
export type Transfer = z.infer<typeof transfer>;

export const clientAnswer = z.union([transfer, z.object({ error: z.string() })]);
export type ClientAnswer = z.infer<typeof clientAnswer>;
