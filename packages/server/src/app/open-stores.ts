import { join } from "node:path";
import type { Config } from "../config/load-config.ts";
import { openConnectors } from "../connectors/process/open-connectors.ts";
import { allChanges } from "../metastore/all-changes.ts";
import { MetastoreChanges } from "../metastore/metastore-changes.ts";
import { metastoreOf } from "../metastore/open-metastore.ts";
import { SharedCommits } from "../metastore/shared-commits.ts";
import { ArrowReader } from "../results/arrow/arrow-reader.ts";
import { ResultFiles } from "../results/result-files.ts";
import { openSearch } from "../search/process/open-search.ts";
import { openSecrets } from "../secrets/open-secrets.ts";
import { LocalObjectStore } from "../storage/local-object-store.ts";
import type { BegunStores } from "./begin-stores.ts";

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Opens what is kept in the data folder. The engine may still be starting: see `started`. */
export async function openStores(
  config: Config,
  { metastoreFile, barrier, engine, lake: opening }: BegunStores,
  opened: AsyncDisposableStack,
) {
  const { dataDir } = config;
  const metastoreChanges = new MetastoreChanges();
  const metastore = metastoreOf(metastoreFile, metastoreChanges);
  const commits = await SharedCommits.open(metastore, dataDir);
  opened.defer(() => commits.close());
  const { secrets, keyProblem } = await openSecrets(config, metastore);
  const objects = await LocalObjectStore.open(join(dataDir, "uploads"), barrier.removals);
  const arrow = new ArrowReader();
  opened.defer(() => arrow.close());
  const search = openSearch(config);
  opened.defer(() => search.close());
  const connectors = openConnectors(config);
  opened.defer(() => connectors.close());
  const files = new ResultFiles(join(dataDir, "results"), barrier.removals);
  const lake = await opening;
  return {
    metastore,
    metastoreChanges,
    allMetastoreChanges: allChanges(metastoreChanges, metastoreFile),
    commits,
    secrets,
    keyProblem,
    lake,
    objects,
    engine,
    search,
    connectors,
    arrow,
    files,
    barrier,
  };
}
