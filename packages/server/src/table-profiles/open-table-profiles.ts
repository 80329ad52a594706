import { WriteGate } from "../concurrency/write-gate.ts";
import type { Logger } from "../http/request-context.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { ProfilePace } from "./profile-pace.ts";
import { ProfileService, type ProfileServiceParts } from "./profile-service.ts";
import { ProfileStore } from "./profile-store.ts";
import { SyncedProfiles } from "./synced-profiles.ts";

export interface TableProfileParts extends Omit<ProfileServiceParts, "store" | "gate"> {
  readonly metastore: Metastore;
  readonly log: Logger;
}

/** Profiles of tables, for those who ask and after syncs. */
export function openTableProfiles({ metastore, log, ...parts }: TableProfileParts) {
  const store = new ProfileStore(metastore);
  const profiles = new ProfileService({ ...parts, store, gate: new WriteGate() });
  return {
    profiles,
    syncedProfiles: new SyncedProfiles({ profiles, pace: new ProfilePace(), log }),
  };
}
