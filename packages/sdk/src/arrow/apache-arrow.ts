// `apache-arrow` is an optional peer dependency: where it is not installed, its types are `any`
// to users' compilers, because the comments stay in the published declarations.
/** @ts-ignore */
import type * as ApacheArrow from "apache-arrow";
import { ConfigurationError } from "../core/errors.ts";

/** @ts-ignore */
export type { RecordBatch, RecordBatchReader, Schema, Table } from "apache-arrow";

/**
 * Loads `apache-arrow`.
 *
 * @throws ConfigurationError when it is not installed, or older than version 7.
 */
export async function loadArrow(): Promise<typeof ApacheArrow> {
  let cause: unknown;
  try {
    // Bundlers build without the package because it is asked for within `try`.
    const arrow = await import("apache-arrow");
    // Older versions have no such function, and would read tables without rows.
    if ("tableToIPC" in arrow) return arrow;
  } catch (error) {
    cause = error;
  }
  throw new ConfigurationError("Arrow needs apache-arrow 7 or later: npm install apache-arrow", {
    cause,
  });
}
