import { mkdir } from "node:fs/promises";
import { BackupBarrier } from "../backup/backup-barrier.ts";
import type { Config } from "../config/load-config.ts";
import { checkRestored } from "../data-dir/check-restored.ts";
import { ServerLock } from "../data-dir/server-lock.ts";
import { openEngine } from "../engine/open-engine.ts";
import { openLake } from "../lake/open-lake.ts";
import { openMetastoreFile } from "../metastore/metastore-file.ts";

export type BegunStores = Awaited<ReturnType<typeof beginStores>>;

/**
 * Takes the data folder and begins what takes longest to be ready, the engine's process and the
 * lake's thread. What this module imports is loaded before they begin: little, that is.
 */
export async function beginStores(config: Config, opened: AsyncDisposableStack) {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  checkRestored(dataDir);
  const lock = ServerLock.take(dataDir);
  opened.defer(() => lock.release());
  // Before anything is changed: the folder may be another version's.
  const metastoreFile = openMetastoreFile(dataDir);
  opened.defer(() => metastoreFile.close());
  const barrier = new BackupBarrier();
  const engine = await openEngine(config);
  opened.defer(() => engine.close());
  const lake = openLake({
    dataDir,
    changes: barrier.changes,
    removals: barrier.removals,
  });
  // Whoever awaits it is told; that may be after it failed.
  lake.catch(() => undefined);
  opened.defer(async () => (await lake.catch(() => undefined))?.close());
  return { metastoreFile, barrier, engine, lake };
}
