import { z } from "zod";

/** What everybody does at once, from the most frequent to the rarest. */
export const MIXED_KINDS = ["small", "dashboard", "load", "fetch", "fork", "delete"] as const;
export type MixedKind = (typeof MIXED_KINDS)[number];

export const mixedCall = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  databaseId: z.string(),
  clients: z.number(),
  forMs: z.number(),
  /** Statements that are asked in turn. */
  small: z.array(z.string()),
  dashboard: z.array(z.string()),
  /** A result that is stored. */
  resultId: z.string(),
});
export type MixedCall = z.infer<typeof mixedCall>;

const ofKind = z.object({ latenciesMs: z.array(z.number()), errors: z.number() });

export const mixedAnswer = z.object({
  kinds: z.record(z.enum(MIXED_KINDS), ofKind),
  wholeMs: z.number(),
  firstError: z.string().nullable(),
});
export type MixedAnswer = z.infer<typeof mixedAnswer>;
