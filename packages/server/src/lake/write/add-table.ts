import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { folderNameOf } from "../catalog/lake-paths.ts";
import { createdEntry } from "../catalog/snapshot-text.ts";
import type { TableRow } from "../catalog/table-row.ts";
import type { LakeTableName } from "../lake.ts";
import { ensureSchema } from "./add-schema.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";

/** A table without columns: the caller adds them in the same snapshot. */
export function addTable(builder: SnapshotBuilder, name: LakeTableName): TableRow {
  const schema = ensureSchema(builder, name.schema);
  const id = builder.takeCatalogId();
  const path = `${folderNameOf(name.table)}/`;
  builder.catalog.insert("ducklake_table", {
    table_id: id,
    table_uuid: randomUUID(),
    begin_snapshot: builder.id,
    schema_id: schema.id,
    table_name: name.table,
    path,
    path_is_relative: 1,
  });
  builder.note(createdEntry("table", [schema.name, name.table]));
  builder.changesSchema(id);
  const folder = join(schema.folder, path);
  return { id, schema: schema.name, table: name.table, beginSnapshot: builder.id, folder };
}
