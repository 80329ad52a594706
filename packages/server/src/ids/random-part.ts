import { randomFillSync } from "node:crypto";

const POOL_BYTES = 4_096;

const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Random bytes for one id, each handed out once. They are fetched from the system for many ids together,
 * which else costs as much as some reads of the metastore.
 */
export function randomPart(bytes: number): Buffer {
  if (bytes > POOL_BYTES) throw new Error("an id has too many random bytes");
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const part = Buffer.from(pool.subarray(used, used + bytes));
  pool.fill(0, used, used + bytes);
  used += bytes;
  return part;
}
