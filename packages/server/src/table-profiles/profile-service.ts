import type { Column } from "@hotdata/contract";
import type { WriteGate } from "../concurrency/write-gate.ts";
import type { Engine } from "../engine/engine.ts";
import type { TableProfile } from "../engine/table-profile.ts";
import { notFound } from "../http/api-error.ts";
import { LakeReading } from "../lake/lake-reading.ts";
import type { Lake, ResolvedTable } from "../lake/lake.ts";
import type { WorkspaceLimitStore } from "../limits/workspace-limit-store.ts";
import type { Admission } from "../admission/admission.ts";
import type { Turn } from "../admission/turns.ts";
import { timeLimitError, timeLimitOf } from "../query/time-limit.ts";
import type { ProfiledTable, ProfileStore } from "./profile-store.ts";

export interface ProfileServiceParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly store: ProfileStore;
  readonly limits: Pick<WorkspaceLimitStore, "get">;
  /** A workspace has one profile computed at a time; asking for the same one twice costs one. */
  readonly gate: WriteGate;
  /** Whoever has one computed has a place among the queries. */
  readonly admission: Admission;
  /** Limit of one query, in milliseconds. */
  readonly timeoutMs: number;
}

export interface DescribedTable {
  readonly columns: readonly Column[];
  readonly profile: TableProfile;
}

/** A profile that is needed, and how it is computed where it is not kept. */
export interface NeededProfile {
  readonly workspaceId: string;
  readonly table: ProfiledTable;
  /** Does work when its turn has come. */
  readonly inTurn: <T>(
    signal: AbortSignal,
    work: (turn: Pick<Turn, "isLow">) => Promise<T>,
  ) => Promise<T>;
}

/** Profiles of tables of the lake: each is computed once, and kept until its table changes. */
export class ProfileService {
  readonly #parts: ProfileServiceParts;

  constructor(parts: ProfileServiceParts) {
    this.#parts = parts;
  }

  /**
   * For somebody who waits for it.
   * @throws {ApiError} NOT_FOUND when the table has no rows or columns in the lake.
   */
  async describe(
    workspaceId: string,
    table: ProfiledTable,
    signal: AbortSignal,
  ): Promise<DescribedTable> {
    const kept = await this.#resolve(table, (resolved) => this.#find(table, resolved));
    if (kept !== undefined) return kept;
    const place = this.#parts.admission.enter(workspaceId);
    try {
      return await this.make({ workspaceId, table, inTurn: place.run }, signal);
    } finally {
      place.leave();
    }
  }

  /**
   * Of the newest rows. Whoever comes while it is computed gets the same one.
   * @throws {ApiError} see {@link describe}
   */
  make(needed: NeededProfile, signal: AbortSignal): Promise<DescribedTable> {
    const { workspaceId, table } = needed;
    return this.#parts.gate.run(workspaceId, { isShared: false, signal }, () =>
      this.#resolve(
        table,
        async (resolved) =>
          (await this.#find(table, resolved)) ?? this.#compute(needed, resolved, signal),
      ),
    );
  }

  /** The table's newest snapshot, whose files stay until the work is done. */
  async #resolve<T>(
    table: ProfiledTable,
    work: (resolved: ResolvedTable) => Promise<T>,
  ): Promise<T> {
    const { databaseId, schema, table: name } = table;
    using lake = new LakeReading(this.#parts.lake);
    const { tables } = await lake.resolve(databaseId, [{ schema, table: name }]);
    const [resolved] = tables;
    if (resolved !== undefined) return await work(resolved);
    await this.#parts.store.remove(table);
    throw notFound(`Table '${schema}.${name}' not found, or never loaded; load rows into it.`);
  }

  async #find(
    table: ProfiledTable,
    { version, scan }: ResolvedTable,
  ): Promise<DescribedTable | undefined> {
    const profile = await this.#parts.store.find(table, version);
    return profile && { columns: scan.columns, profile };
  }

  async #compute(
    { workspaceId, table, inTurn }: NeededProfile,
    { scan, version }: ResolvedTable,
    signal: AbortSignal,
  ): Promise<DescribedTable> {
    const { engine, store, limits, timeoutMs: serverMs } = this.#parts;
    const { query_timeout_ms: workspaceMs, max_spill_bytes: maxSpillBytes } =
      await limits.get(workspaceId);
    const limit = timeLimitOf({ requestMs: undefined, workspaceMs, serverMs });
    const { databaseId } = table;
    const timeout = AbortSignal.timeout(limit.limitMs);
    const stopped = AbortSignal.any([signal, timeout]);
    const spill = maxSpillBytes === null ? {} : { maxSpillBytes };
    try {
      const profile = await inTurn(stopped, ({ isLow }) =>
        engine.profileTable({ workspaceId, isLow, databaseId, scan, ...spill }, stopped),
      );
      await store.put(table, version, profile);
      return { columns: scan.columns, profile };
    } catch (error) {
      if (timeout.aborted && !signal.aborted) throw timeLimitError(limit);
      throw error;
    }
  }
}
