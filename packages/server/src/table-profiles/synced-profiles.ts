import { setTimeout as sleep } from "node:timers/promises";
import { foldIdentifier } from "@hotdata/contract/types";
import { Slots } from "../concurrency/slots.ts";
import type { SyncedTable, SyncListener } from "../connections/copies/sync-listener.ts";
import { isUnexpected, toApiError } from "../http/error-reply.ts";
import type { Logger } from "../http/request-context.ts";
import type { ProfilePace } from "./profile-pace.ts";
import type { NeededProfile, ProfileService } from "./profile-service.ts";

export interface SyncedProfilesParts {
  readonly profiles: Pick<ProfileService, "make">;
  readonly pace: ProfilePace;
  readonly log: Logger;
}

/** Of all workspaces together. */
const AT_ONCE = 2;
/** Timers cannot be set for as long as a table may have to rest. */
const LONGEST_SLEEP_MS = 3_600_000;

/** A table whose newest rows have no profile yet. */
interface Follower {
  readonly table: SyncedTable;
  readonly stopping: AbortController;
  /** Whether rows came that no profile was begun of. */
  isBehind: boolean;
  end: Promise<void>;
}

/**
 * Profiles copies in the background after their syncs, always the newest rows. It stands back behind
 * everybody else and takes no turn from them; what fails is left to whoever asks for the profile.
 */
export class SyncedProfiles implements SyncListener {
  readonly #parts: SyncedProfilesParts;
  /** One of a workspace goes to the gate at a time: who asks there for one waits for one at most. */
  readonly #ofWorkspace = new Slots(1);
  readonly #ofServer = new Slots(AT_ONCE);
  readonly #followers = new Map<string, Follower>();
  #isClosed = false;

  constructor(parts: SyncedProfilesParts) {
    this.#parts = parts;
  }

  synced(table: SyncedTable): void {
    if (this.#isClosed) return;
    const key = keyOf(table);
    const known = this.#followers.get(key);
    if (known !== undefined) {
      known.isBehind = true;
      return;
    }
    const stopping = new AbortController();
    const follower = { table, stopping, isBehind: true, end: Promise.resolve() };
    this.#followers.set(key, follower);
    follower.end = this.#follow(key, follower);
  }

  async ended(connectionId: string): Promise<void> {
    await this.#stop((table) => table.connectionId === connectionId);
  }

  /** Stops what is under way; returns when nothing is. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop(() => true);
  }

  async #stop(isMeant: (table: SyncedTable) => boolean): Promise<void> {
    const meant = [...this.#followers.values()].filter(({ table }) => isMeant(table));
    const reason = new Error("the profile is of no use any more");
    for (const { stopping } of meant) stopping.abort(reason);
    await Promise.all(meant.map(({ end }) => end));
  }

  async #follow(key: string, follower: Follower): Promise<void> {
    const { table, stopping } = follower;
    const { signal } = stopping;
    while (follower.isBehind && !signal.aborted) {
      try {
        await this.#rest(key, signal);
        await this.#ofWorkspace.run(table.workspaceId, signal, () =>
          this.#ofServer.run("", signal, async () => {
            // Rows that come from now on may be too late for this profile.
            follower.isBehind = false;
            await this.#make(key, table, signal);
          }),
        );
      } catch (error) {
        if (!signal.aborted) this.#logFailure(table, error);
      }
    }
    this.#followers.delete(key);
  }

  async #rest(key: string, signal: AbortSignal): Promise<void> {
    const { pace } = this.#parts;
    for (let ms = pace.restMs(key); ms > 0; ms = pace.restMs(key)) {
      await sleep(Math.min(ms, LONGEST_SLEEP_MS), undefined, { signal, ref: false });
    }
  }

  async #make(key: string, table: SyncedTable, signal: AbortSignal): Promise<void> {
    const { profiles, pace } = this.#parts;
    const { workspaceId, connectionId: databaseId } = table;
    const needed: NeededProfile = {
      workspaceId,
      table: {
        databaseId,
        schema: foldIdentifier(table.schema),
        table: foldIdentifier(table.table),
      },
      inTurn: (_signal, work) => pace.run(key, () => work({ isLow: true })),
    };
    await profiles.make(needed, signal);
  }

  #logFailure({ connectionId, schema, table }: SyncedTable, error: unknown): void {
    const { code } = toApiError(error);
    // Messages of statements that failed may have values of the table.
    const unforeseen = isUnexpected(error) ? { err: error } : {};
    const fields = { connection_id: connectionId, schema, table, code, ...unforeseen };
    const text = "a copy was not profiled after its sync; its profile is computed when asked for";
    // It was purged, or its connection deleted.
    if (code === "NOT_FOUND") this.#parts.log.debug(fields, text);
    else this.#parts.log.warn(fields, text);
  }
}

function keyOf({ connectionId, schema, table }: SyncedTable): string {
  return JSON.stringify([connectionId, schema, table]);
}
