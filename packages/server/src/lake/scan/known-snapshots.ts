import type { TableScan, TableVersion } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { readTables, type TableRow } from "../catalog/table-row.ts";
import type { FilePruner } from "../layout/file-pruner.ts";
import { findSnapshot } from "./find-snapshot.ts";

export interface KnownScan {
  readonly scan: TableScan;
  /** A hash of the scan. */
  readonly version: string;
  /** Makes smaller scans of it. */
  readonly pruner: FilePruner;
}

/** What is known of one snapshot. */
export interface KnownSnapshot {
  readonly snapshotId: number;
  readonly tables: readonly TableRow[];
  /** By table id. */
  readonly scans: Map<number, KnownScan>;
}

/** Snapshots other than the newest, of which few are read again and again. */
const MAX_OLDER = 16;

/** The snapshots of a catalog that were read last, forgotten when anybody changes the catalog. */
export class KnownSnapshots {
  readonly #catalog: Catalog;
  readonly #snapshots = new Map<number, KnownSnapshot>();
  #state = "";
  #newestId = -1;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Runs in a read transaction, like the two functions below. */
  newest(): KnownSnapshot {
    this.#forgetChanged();
    return this.#at(this.#newestId);
  }

  /** @throws {SnapshotNotFoundError} */
  at(version: TableVersion): KnownSnapshot {
    this.#forgetChanged();
    return this.#at(findSnapshot(this.#catalog, version));
  }

  forget(): void {
    this.#snapshots.clear();
  }

  #forgetChanged(): void {
    const { snapshotId } = this.#catalog.head();
    const state = this.#catalog.state();
    if (state !== this.#state || snapshotId !== this.#newestId) this.forget();
    this.#state = state;
    this.#newestId = snapshotId;
  }

  #at(snapshotId: number): KnownSnapshot {
    const known = this.#snapshots.get(snapshotId);
    if (known !== undefined) return known;
    const tables = readTables(this.#catalog, snapshotId);
    const snapshot: KnownSnapshot = { snapshotId, tables, scans: new Map() };
    if (this.#snapshots.size > MAX_OLDER) this.#snapshots.clear();
    this.#snapshots.set(snapshotId, snapshot);
    return snapshot;
  }
}
