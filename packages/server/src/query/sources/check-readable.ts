import type { SourceTable } from "../../connections/connection.ts";
import { refuseUnreadable } from "../../connections/refuse-unreadable.ts";
import { findConnectorType } from "../../connectors/connector-types.ts";
import { SqlError } from "../../engine/engine.ts";
import { shownName, type SourceUse } from "./source-use.ts";

/** @throws {SqlError} or {@link SourceError} for what a statement cannot read from the source itself. */
export function checkReadable(use: SourceUse, table: SourceTable): void {
  const { connection, references } = use;
  const type = findConnectorType(connection.sourceType);
  if (type?.canReadLive !== true) {
    throw new SqlError(
      `'${shownName(use)}' cannot be read live: ${type?.label ?? connection.sourceType} is read ` +
        'from copies only. Leave read_mode out, or set it to "cached".',
    );
  }
  if (references.some(({ at }) => at !== undefined)) {
    throw new SqlError(
      `'${shownName(use)}' is read live, and the source has no versions of the past: leave the AT ` +
        'clause out, or read the copies, with "read_mode": "cached".',
    );
  }
  refuseUnreadable(table, table.columns);
}
