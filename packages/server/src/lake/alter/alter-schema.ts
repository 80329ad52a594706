import { randomUUID } from "node:crypto";
import { changeEntry, createdEntry } from "../catalog/snapshot-text.ts";
import { readSchemas, readTables, type SchemaRow } from "../catalog/table-row.ts";
import { endTable } from "../write/drop-table.ts";
import type { SnapshotBuilder } from "../write/snapshot-builder.ts";
import { type Alteration, AlterationRefusedError } from "./alteration.ts";
import { renewTable } from "./renew-table.ts";

/**
 * A schema has one row in the catalog for ever: another one takes over its folder and its tables,
 * whose files stay where they are.
 */
export function renameSchema(
  builder: SnapshotBuilder,
  { schema: name, to }: Alteration & { readonly kind: "rename-schema" },
): boolean {
  const schema = findSchema(builder, name);
  if (schema === undefined) return false;
  const holder = findSchema(builder, to);
  if (holder !== undefined && holder.id !== schema.id) {
    throw new AlterationRefusedError(`Schema '${to}' already exists.`);
  }
  const row = builder.catalog.get("SELECT * FROM ducklake_schema WHERE schema_id = ?", schema.id);
  const tables = tablesOf(builder, name);
  endSchema(builder, schema.id);
  const id = builder.takeCatalogId();
  builder.catalog.insert("ducklake_schema", {
    ...row,
    schema_id: id,
    schema_uuid: randomUUID(),
    begin_snapshot: builder.id,
    schema_name: to,
  });
  builder.note(createdEntry("schema", [to]));
  for (const table of tables) {
    renewTable(builder, table.id, { schema_id: id });
    builder.note(changeEntry("altered_table", table.id));
    builder.changesSchema(table.id);
  }
  return true;
}

export function dropSchema(builder: SnapshotBuilder, name: string): boolean {
  const schema = findSchema(builder, name);
  if (schema === undefined) return false;
  for (const table of tablesOf(builder, name)) endTable(builder, table.id);
  endSchema(builder, schema.id);
  return true;
}

function endSchema(builder: SnapshotBuilder, schemaId: number): void {
  builder.catalog.run(
    "UPDATE ducklake_schema SET end_snapshot = ? WHERE schema_id = ? AND end_snapshot IS NULL",
    builder.id,
    schemaId,
  );
  builder.note(changeEntry("dropped_schema", schemaId));
  builder.changesSchema();
}

function findSchema({ catalog, id }: SnapshotBuilder, name: string): SchemaRow | undefined {
  const wanted = name.toLowerCase();
  return readSchemas(catalog, id).find((schema) => schema.name.toLowerCase() === wanted);
}

function tablesOf({ catalog, id }: SnapshotBuilder, schema: string) {
  const wanted = schema.toLowerCase();
  return readTables(catalog, id).filter((table) => table.schema.toLowerCase() === wanted);
}
