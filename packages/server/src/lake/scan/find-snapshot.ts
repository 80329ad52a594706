import type { TableVersion } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, integerOrNullOf, textOf } from "../catalog/row-values.ts";
import { parseSnapshotTime } from "../catalog/snapshot-text.ts";
import { SnapshotNotFoundError } from "../lake.ts";

const PAGE = 1000;

const BEFORE = `SELECT snapshot_id, snapshot_time FROM ducklake_snapshot
  WHERE snapshot_id < ? ORDER BY snapshot_id DESC LIMIT ${PAGE}`;

/**
 * The id of a kept snapshot; runs in a read transaction.
 * @throws {SnapshotNotFoundError} that names the snapshots there are.
 */
export function findSnapshot(catalog: Catalog, at: TableVersion): number {
  if ("timestamp" in at) return newestAt(catalog, at.timestamp);
  const row = catalog.find("SELECT 1 FROM ducklake_snapshot WHERE snapshot_id = ?", at.version);
  if (row !== undefined) return at.version;
  throw new SnapshotNotFoundError(`snapshot ${at.version} is not kept; ${keptText(catalog)}`);
}

/** Clocks of other programs may differ, so the newest of all that are old enough counts. */
function newestAt(catalog: Catalog, text: string): number {
  const limit = parseTime(text);
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const rows = catalog.all(BEFORE, before);
    for (const row of rows) {
      before = integerOf(row, "snapshot_id");
      if (parseSnapshotTime(textOf(row, "snapshot_time")) <= limit) return before;
    }
    if (rows.length < PAGE) break;
  }
  throw new SnapshotNotFoundError(`no snapshot is kept from ${text}; ${keptText(catalog)}`);
}

/** Without a zone the time is UTC. */
function parseTime(text: string): Date {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?(Z|[+-]\d\d:\d\d)?$/i.exec(
      text.trim(),
    );
  const [, day, clock = "00:00", zone = "Z"] = match ?? [];
  const time = new Date(`${day}T${clock}${zone}`);
  if (!Number.isNaN(time.getTime())) return time;
  throw new SnapshotNotFoundError(
    `${JSON.stringify(text)} is no time; write it as 2026-01-31T12:00:00Z`,
  );
}

function keptText(catalog: Catalog): string {
  const row = catalog.get(
    "SELECT min(snapshot_id) AS oldest, max(snapshot_id) AS newest, " +
      "(SELECT snapshot_time FROM ducklake_snapshot ORDER BY snapshot_id LIMIT 1) AS since " +
      "FROM ducklake_snapshot",
  );
  const [oldest, newest] = [integerOrNullOf(row, "oldest"), integerOrNullOf(row, "newest")];
  const since = parseSnapshotTime(textOf(row, "since")).toISOString();
  if (oldest === newest) return `snapshot ${newest} of ${since} is the only one`;
  return `snapshots ${oldest} to ${newest} are, the oldest of ${since}`;
}
