import { changeEntry } from "../catalog/snapshot-text.ts";
import { findNamed, readTables } from "../catalog/table-row.ts";
import type { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { type Alteration, AlterationRefusedError } from "./alteration.ts";
import { renewTable } from "./renew-table.ts";

/** The table keeps its id and its folder, so that its files stay where they are. */
export function renameTable(
  builder: SnapshotBuilder,
  { table: name, to }: Alteration & { readonly kind: "rename-table" },
): boolean {
  const tables = readTables(builder.catalog, builder.id);
  const table = findNamed(tables, name);
  if (table === undefined) return false;
  const holder = findNamed(tables, { schema: name.schema, table: to });
  if (holder !== undefined && holder.id !== table.id) {
    throw new AlterationRefusedError(`Table '${name.schema}.${to}' already exists.`);
  }
  renewTable(builder, table.id, { table_name: to });
  builder.note(changeEntry("altered_table", table.id));
  builder.changesSchema(table.id);
  return true;
}
