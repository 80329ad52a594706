import { z } from "zod";

/** One environment variable that the server reads, described as data. */
export interface Setting<Value> {
  readonly variable: `HOTDATA_${string}`;
  /** What it does, a sentence or two, for docs/configuration.md. */
  readonly description: string;
  /** Completes "must be …". */
  readonly allowed: string;
  readonly schema: z.ZodType<Value, string>;
  readonly fallback: () => Value;
  /** The fallback in words, where it depends on the machine. */
  readonly fallbackText?: string;
  /** Its value is never printed. */
  readonly isSecret?: boolean;
}

export interface WholeNumberRange {
  readonly min: number;
  readonly max: number;
}

/** Text to a whole number within a range. */
export function wholeNumber({ min, max }: WholeNumberRange): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

/** An http(s) address without query, in the form without a final slash. */
export const baseUrl: z.ZodType<string, string> = z
  .url({ protocol: /^https?$/ })
  .refine((text) => !/[?#]/.test(text))
  .transform((text) => text.replace(/\/+$/, ""));
