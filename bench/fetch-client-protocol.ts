import { z } from "zod";

const target = { url: z.string(), headers: z.record(z.string(), z.string()) };

/**
 * What the client process is asked to fetch: what a path answers, to a POST when there is a body, or
 * the result of a statement in a format.
 */
export const clientCall = z.union([
  z.object({ ...target, path: z.string(), body: z.string().optional() }),
  z.object({ ...target, sql: z.string(), format: z.string() }),
]);
export type ClientCall = z.infer<typeof clientCall>;

/** What came, and how long it took until its last byte. */
export const transfer = z.object({
  byteCount: z.number(),
  /** From sending the GET, or the POST of a path. */
  fetchMs: z.number(),
  /** From submitting the statement; the same as `fetchMs` without one. */
  totalMs: z.number(),
  /** The statement's result; empty without one. */
  resultId: z.string(),
});
export type Transfer = z.infer<typeof transfer>;

export const clientAnswer = z.union([transfer, z.object({ error: z.string() })]);
export type ClientAnswer = z.infer<typeof clientAnswer>;
