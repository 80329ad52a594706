import { type KeyObject, createSecretKey } from "node:crypto";
import { z } from "zod";

/** Bytes of the key that protects secrets. */
export const KEY_BYTES = 32;

/** Base64 of a 256-bit key, with or without `=`, also in the alphabet for addresses. */
export const keyText: z.ZodType<KeyObject, string> = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/)
  .transform((text) => Buffer.from(text, "base64"))
  .refine((bytes) => bytes.length === KEY_BYTES)
  // An opaque object: what prints or copies it shows nothing of the key.
  .transform((bytes) => createSecretKey(bytes));
