import type { Catalog } from "../catalog/catalog.ts";
import { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { alterColumns } from "./alter-columns.ts";
import { dropSchema, renameSchema } from "./alter-schema.ts";
import type { Alteration } from "./alteration.ts";
import { renameTable } from "./rename-table.ts";
import { sortTable } from "./sort-table.ts";

/**
 * Makes one alteration in a snapshot of its own; false when there is nothing of that name. Runs in a
 * write transaction.
 * @throws {AlterationRefusedError}
 */
export function alter(catalog: Catalog, alteration: Alteration): boolean {
  const builder = new SnapshotBuilder(catalog, catalog.head());
  const isDone = carryOut(builder, alteration);
  if (isDone && builder.isChanged) builder.finish(null);
  return isDone;
}

function carryOut(builder: SnapshotBuilder, alteration: Alteration): boolean {
  switch (alteration.kind) {
    case "rename-schema":
      return renameSchema(builder, alteration);
    case "drop-schema":
      return dropSchema(builder, alteration.schema);
    case "rename-table":
      return renameTable(builder, alteration);
    case "rename-column":
    case "drop-column":
      return alterColumns(builder, alteration);
    case "sort-table":
      return sortTable(builder, alteration);
  }
}
