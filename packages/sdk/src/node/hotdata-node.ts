/**
 * The client for machines with files: Node, Bun and Deno. All that `hotdata` has, and paths.
 */
import type { ConfigurationOptions } from "../core/configuration.ts";
import { HotdataClient } from "../hotdata-client.ts";
import { FileQuery } from "./file-query.ts";

export * from "../hotdata.ts";
export type { FileSource } from "./file-source.ts";
export { FileQuery } from "./file-query.ts";
import { openFileSource } from "./file-source.ts";
import type { FileSource } from "./file-source.ts";

/**
 * The client of a Hotdata server, on a machine with files.
 *
 * ```ts
 * import { Hotdata } from "hotdata/node";
 *
 * const db = new Hotdata().database(databaseId);
 * await db.load("orders", "orders.csv.gz");
 * await db.sql`SELECT * FROM orders`.toParquet("orders.parquet");
 * ```
 */
export class Hotdata extends HotdataClient<FileQuery, FileSource> {
  /**
   * What is not given comes from the environment; see {@link ConfigurationOptions}.
   *
   * @param options - Address, key, limits; see {@link ConfigurationOptions}.
   */
  constructor(options: ConfigurationOptions = {}) {
    super(options, {
      makeQuery: (scope, statement) => new FileQuery(scope, statement),
      openSource: openFileSource,
    });
  }
}
