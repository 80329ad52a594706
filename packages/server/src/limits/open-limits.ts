import type { Config } from "../config/load-config.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { DiskSpace } from "./disk-space.ts";
import { StorageLimits, type StoredKind } from "./storage-limits.ts";
import { StorageUsage, type StorageUsageParts } from "./storage-usage.ts";
import { WorkspaceLimitStore } from "./workspace-limit-store.ts";

export type LimitParts = StorageUsageParts & {
  readonly metastore: Metastore;
  readonly config: Pick<Config, "dataDir" | "minFreeDiskMb">;
};

/** What workspaces may hold, and what they do. */
export function openLimits({ config, ...parts }: LimitParts) {
  const { dataDir, minFreeDiskMb } = config;
  const disk = new DiskSpace({ dataDir, reserveBytes: minFreeDiskMb * 1_024 ** 2 });
  const limits = new WorkspaceLimitStore(parts.metastore);
  const usage = new StorageUsage(parts);
  const storageLimits = new StorageLimits({ disk, limits, usage });
  /** What asks before it stores something of this kind. */
  const spaceFor = (kind: StoredKind) => ({
    admit: (workspaceId: string, bytes: number) => storageLimits.admit(workspaceId, kind, bytes),
  });
  return { disk, limits, usage, storageLimits, spaceFor };
}
