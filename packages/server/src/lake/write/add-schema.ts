import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { folderNameOf } from "../catalog/lake-paths.ts";
import { createdEntry } from "../catalog/snapshot-text.ts";
import { readSchemas, type SchemaRow } from "../catalog/table-row.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";

/** The schema of this name, made by the snapshot when it is not there yet. */
export function ensureSchema(builder: SnapshotBuilder, name: string): SchemaRow {
  const { catalog } = builder;
  const wanted = name.toLowerCase();
  const known = readSchemas(catalog, builder.id).find(
    (schema) => schema.name.toLowerCase() === wanted,
  );
  if (known !== undefined) return known;
  const id = builder.takeCatalogId();
  const path = `${folderNameOf(name)}/`;
  catalog.insert("ducklake_schema", {
    schema_id: id,
    schema_uuid: randomUUID(),
    begin_snapshot: builder.id,
    schema_name: name,
    path,
    path_is_relative: 1,
  });
  builder.note(createdEntry("schema", [name]));
  builder.changesSchema();
  return { id, name, folder: join(catalog.dataPath, path) };
}
