import type { DatabaseSync } from "node:sqlite";
import type { MetastoreChanges } from "./metastore-changes.ts";

/** Counts what other processes write, too: those that manage keys on the data folder of a running server. */
export function allChanges(
  own: Pick<MetastoreChanges, "count">,
  file: DatabaseSync,
): Pick<MetastoreChanges, "count"> {
  // It grows with each commit of another connection to the file.
  const others = file.prepare("PRAGMA data_version");
  return {
    get count() {
      return own.count + Number(others.get()?.["data_version"]);
    },
  };
}
