import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate as yieldTurn } from "node:timers/promises";
import type { WrittenFile } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { CatalogCache } from "../catalog/catalog-cache.ts";
import { syncPath } from "../catalog/durable-files.ts";
import type { LakePaths } from "../catalog/lake-paths.ts";
import { removeUnlessReferenced } from "../catalog/recover-files.ts";
import { placeFile, targetOf } from "../write/place-file.ts";
import { commitCompaction } from "./compaction/commit-compaction.ts";
import { planCompaction, planRewrite } from "./compaction/plan-compaction.ts";
import { expireSnapshots } from "./expire-snapshots.ts";
import type { CompactionPlan, ExpiryOutcome } from "./lake-upkeep.ts";
import { listSnapshots } from "./list-snapshots.ts";
import { findUnneededFiles, removeUnneededFiles } from "./unneeded-files.ts";
import type { UpkeepInput, UpkeepOperations } from "./upkeep-calls.ts";

/** The upkeep of catalogs and files as the lake's worker carries it out. */
export class UpkeepService implements UpkeepOperations {
  readonly #catalogs: CatalogCache;
  readonly #paths: LakePaths;

  constructor(catalogs: CatalogCache, paths: LakePaths) {
    this.#catalogs = catalogs;
    this.#paths = paths;
  }

  listSnapshots({ databaseId, page }: UpkeepInput<"listSnapshots">) {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.read(() => listSnapshots(catalog, page)),
    );
  }

  async expireSnapshots(input: UpkeepInput<"expireSnapshots">): Promise<ExpiryOutcome> {
    const { databaseId, cutoff } = input;
    const outcome = await this.#catalogs.useMade(databaseId, async (catalog) => {
      for (let expired = 0; ;) {
        const batch = await catalog.write(() => expireSnapshots(catalog, cutoff, new Date()));
        expired += batch.expired;
        if (!batch.hasMore) return { expired, oldestEndedAt: batch.oldestEndedAt };
        await yieldTurn();
      }
    });
    return outcome ?? { expired: 0, oldestEndedAt: undefined };
  }

  async findUnneededFiles({ databaseId, graceMs }: UpkeepInput<"findUnneededFiles">) {
    const stagingDir = this.#paths.stagingOf(databaseId);
    const found = await this.#catalogs.useMade(databaseId, (catalog) =>
      findUnneededFiles({ catalog, stagingDir, graceMs }),
    );
    return found ?? { scheduled: [], orphans: [], waiting: 0, nextAt: undefined };
  }

  removeUnneededFiles({ databaseId, files }: UpkeepInput<"removeUnneededFiles">) {
    return this.#catalogs.use(databaseId, (catalog) => removeUnneededFiles(catalog, files));
  }

  async planCompaction({ databaseId, rules }: UpkeepInput<"planCompaction">) {
    return this.#catalogs.useMade(databaseId, (catalog) =>
      catalog.read(() => planCompaction(catalog, this.#paths, rules)),
    );
  }

  async planRewrite({ databaseId, table }: UpkeepInput<"planRewrite">) {
    return this.#catalogs.useMade(databaseId, (catalog) =>
      catalog.read(() => planRewrite(catalog, this.#paths, table)),
    );
  }

  commitCompaction({ plan, files }: UpkeepInput<"commitCompaction">): Promise<boolean> {
    return this.#catalogs.use(plan.databaseId, async (catalog) => {
      const isDone = await this.#publish(catalog, plan, files);
      await rm(plan.stagingDir, { recursive: true, force: true });
      return isDone;
    });
  }

  async #publish(
    catalog: Catalog,
    plan: CompactionPlan,
    files: readonly WrittenFile[],
  ): Promise<boolean> {
    const placed: WrittenFile[] = [];
    let isDone = false;
    try {
      for (const file of files) {
        const path = targetOf(this.#paths, plan.databaseId, file.path);
        placed.push({ ...file, path });
        await placeFile(file.path, path);
      }
      for (const folder of new Set(placed.map(({ path }) => dirname(path)))) await syncPath(folder);
      isDone = await catalog.write(() => commitCompaction(catalog, plan, placed));
      return isDone;
    } finally {
      if (!isDone) for (const { path } of placed) await removeUnlessReferenced(catalog, path);
    }
  }
}
