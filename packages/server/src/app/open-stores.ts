import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BackupBarrier } from "../backup/backup-barrier.ts";
import type { Config } from "../config/load-config.ts";
import { checkRestored } from "../data-dir/check-restored.ts";
import { ServerLock } from "../data-dir/server-lock.ts";
import { openEngine } from "../engine/open-engine.ts";
import { openLake } from "../lake/open-lake.ts";
import { openMetastore } from "../metastore/open-metastore.ts";
import { SharedCommits } from "../metastore/shared-commits.ts";
import { ArrowReader } from "../results/arrow/arrow-reader.ts";
import { ResultFiles } from "../results/result-files.ts";
import { openSecrets } from "../secrets/open-secrets.ts";
import { LocalObjectStore } from "../storage/local-object-store.ts";

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Takes the data folder and opens what is kept in it. */
export async function openStores(config: Config, opened: AsyncDisposableStack) {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  checkRestored(dataDir);
  const lock = ServerLock.take(dataDir);
  opened.defer(() => lock.release());
  const metastore = openMetastore(dataDir);
  opened.defer(() => metastore.destroy());
  const commits = await SharedCommits.open(metastore, dataDir);
  opened.defer(() => commits.close());
  const { secrets, keyProblem } = await openSecrets(config, metastore);
  const barrier = new BackupBarrier();
  const lake = await openLake({
    dataDir,
    changes: barrier.changes,
    removals: barrier.removals,
  });
  opened.defer(() => lake.close());
  const objects = await LocalObjectStore.open(join(dataDir, "uploads"), barrier.removals);
  const engine = await openEngine(config);
  opened.defer(() => engine.close());
  const arrow = new ArrowReader();
  opened.defer(() => arrow.close());
  const files = new ResultFiles(join(dataDir, "results"), barrier.removals);
  return { metastore, commits, secrets, keyProblem, lake, objects, engine, arrow, files, barrier };
}
