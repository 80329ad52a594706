import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Proof that a caller opened an upload session; only its hash is stored. */
export function createFinalizeToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashFinalizeToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function isFinalizeToken(token: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashFinalizeToken(token)), Buffer.from(storedHash));
}
