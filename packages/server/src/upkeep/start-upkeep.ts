import type { Config } from "../config/load-config.ts";
import type { Engine } from "../engine/engine.ts";
import type { Logger } from "../http/request-context.ts";
import { isIdOf } from "../ids/create-id.ts";
import type { Lake } from "../lake/lake.ts";
import type { CompactionRules } from "../lake/upkeep/lake-upkeep.ts";
import type { DiskSpace } from "../limits/disk-space.ts";
import type { StorageUsage } from "../limits/storage-usage.ts";
import type { TableLayouts } from "../loads/table-layouts.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { DatabaseTidier, type TidyRules } from "./database-tidier.ts";
import { FileCompactor } from "./file-compactor.ts";
import { listActiveDatabases } from "./list-active-databases.ts";
import { UpkeepSchedule } from "./upkeep-schedule.ts";
import { UpkeepService } from "./upkeep-service.ts";

export interface UpkeepParts {
  readonly metastore: Metastore;
  readonly engine: Engine;
  readonly lake: Lake;
  readonly disk: DiskSpace;
  readonly usage: StorageUsage;
  readonly layouts: TableLayouts;
  /** Told when files of a database were merged. */
  readonly onMerged: (databaseId: string) => void;
}

/** Small loads are merged this long after the last one, or sooner when there are many. */
const COMPACT_DELAY_MS = 2_000;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Begins the upkeep of all databases as the settings ask for it. */
export async function startUpkeep(
  config: Config,
  parts: UpkeepParts,
  log: Logger,
): Promise<UpkeepService> {
  const { metastore, engine, lake, disk, usage, layouts, onMerged } = parts;
  const minFiles = config.compactionMinFiles;
  const service = new UpkeepService({
    lake,
    log,
    schedule: new UpkeepSchedule({
      intervalMs: config.upkeepIntervalSeconds * SECOND_MS,
      compactDelayMs: COMPACT_DELAY_MS,
      compactAfterChanges: minFiles === 0 ? undefined : minFiles,
    }),
    compactor: new FileCompactor({
      engine,
      lake,
      rulesOf: (databaseId) => compactionRules(config, databaseId),
      layoutOf: (layout) => layouts.forWrite(layout),
      hasRoom: (sizeBytes) => disk.has(sizeBytes),
    }),
    tidier: new DatabaseTidier({
      lake,
      rulesOf: (databaseId) => tidyRules(config, databaseId),
      onFreed: (databaseId) => usage.forget(databaseId),
    }),
    onMerged,
    listDatabaseIds: () => listActiveDatabases(metastore),
  });
  await service.start();
  return service;
}

/** A copy is replaced as a whole, again and again: what it was like is not worth so many copies. */
const COPY_RULES = { retentionMs: 15 * MINUTE_MS, graceMs: MINUTE_MS };
/** Of copies only what a cursor adds is merged: to write all their rows twice would pay for nothing. */
const COPY_FILE_BYTES = 4 * 1_024 ** 2;

function compactionRules(config: Config, databaseId: string): CompactionRules {
  const { compactionMinFiles, dataFileBytes } = config;
  const mostBytes = isIdOf("conn", databaseId) ? COPY_FILE_BYTES : dataFileBytes;
  const targetFileBytes = Math.min(dataFileBytes, mostBytes);
  return { minFiles: Math.max(compactionMinFiles, 2), targetFileBytes };
}

function tidyRules(config: Config, databaseId: string): TidyRules {
  const retentionMs = config.snapshotRetentionHours * HOUR_MS;
  const graceMs = config.fileGraceMinutes * MINUTE_MS;
  if (!isIdOf("conn", databaseId)) return { retentionMs, graceMs };
  return {
    retentionMs: Math.min(retentionMs, COPY_RULES.retentionMs),
    graceMs: Math.min(graceMs, COPY_RULES.graceMs),
  };
}
