import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { CONNECTION_SETTINGS } from "./connection-meaning.ts";
import type { DuckDbSettings } from "./duckdb-settings.ts";
import { quoteList } from "./sql-text.ts";

export type FencedSettings = Pick<
  DuckDbSettings,
  "threads" | "memoryMb" | "spillMb" | "scratchDir"
>;

/**
 * Opens an in-memory DuckDB whose file access ends at the given folders and whose settings can no
 * longer be changed: the second wall behind the statement check.
 * @param attach opens what lies outside of the folders, before the fence is closed
 */
export async function openFencedInstance(
  settings: FencedSettings,
  folders: readonly string[],
  attach?: (connection: DuckDBConnection) => Promise<void>,
): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(settings.threads),
    memory_limit: `${settings.memoryMb}MB`,
    // Files in it have the same names in every instance: in one folder, they would overwrite and
    // remove each other's.
    temp_directory: join(settings.scratchDir, `spill-${randomUUID()}`),
    preserve_insertion_order: "true",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    await attach?.(connection);
    for (const statement of fence(folders, settings.spillMb)) await connection.run(statement);
    connection.closeSync();
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

function fence(folders: readonly string[], spillMb: number): string[] {
  return [
    // Given to a new instance, this limit would not hold.
    `SET GLOBAL max_temp_directory_size = '${spillMb}MB'`,
    "SET GLOBAL TimeZone = 'UTC'",
    "SET GLOBAL parquet_metadata_cache = true",
    // BEGIN holds the views of all catalogs as they are then, not as they are at the first use.
    "SET GLOBAL immediate_transaction_mode = true",
    // Partitioned writes come sorted by partition: few are written at a time, so few are kept.
    "SET GLOBAL partitioned_write_max_open_files = 4",
    "SET GLOBAL partitioned_write_flush_threshold = 16384",
    `SET GLOBAL allowed_directories = ${quoteList(folders.map((folder) => `${folder}/`))}`,
    "SET GLOBAL enable_external_access = false",
    `SET GLOBAL allowed_configs = ${quoteList(CONNECTION_SETTINGS)}`,
    "SET GLOBAL lock_configuration = true",
  ];
}
