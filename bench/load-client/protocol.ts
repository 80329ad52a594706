import { z } from "zod";

const httpTarget = z.object({
  kind: z.literal("http"),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
});
const postgresTarget = z.object({
  kind: z.literal("postgres"),
  port: z.number(),
  user: z.string(),
});

/** One request and what its answer must contain. */
const loadRequest = z.object({
  method: z.enum(["GET", "POST"]),
  /** Below the target's url; nothing for PostgreSQL. */
  path: z.string(),
  /** The statement itself for PostgreSQL. */
  body: z.string(),
  expects: z.string(),
});
export type LoadRequest = z.infer<typeof loadRequest>;

/** So many clients ask one after the other, each on a connection that is kept. */
export const loadCall = z.object({
  target: z.union([httpTarget, postgresTarget]),
  clients: z.number(),
  /** Sent in turn, from the front again after the last. */
  requests: z.array(loadRequest),
  /** Ends after so long; each request is sent once without. */
  forMs: z.number().optional(),
});
export type LoadCall = z.infer<typeof loadCall>;
export type LoadTarget = LoadCall["target"];

export const loadAnswer = z.object({
  /** Of each request that was answered as expected. */
  latenciesMs: z.array(z.number()),
  wholeMs: z.number(),
  errors: z.number(),
  firstError: z.string().nullable(),
});
export type LoadAnswer = z.infer<typeof loadAnswer>;
