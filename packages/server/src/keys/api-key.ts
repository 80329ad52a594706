import { hash, randomBytes } from "node:crypto";

/** A new API key: 256 random bits. */
export function createApiKey(): string {
  return `hd_${randomBytes(32).toString("base64url")}`;
}

/**
 * What is stored of a key. Keys are compared by this digest only: how long a look-up takes tells
 * nothing about the key itself.
 */
export function hashApiKey(apiKey: string): string {
  return hash("sha256", apiKey, "hex");
}
