import type { ColumnType } from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../engine/engine.ts";
import { inlinedTables, quotedName } from "../catalog/inlined-tables.ts";
import { partsOf } from "../columns/planned-column.ts";
import type { SnapshotBuilder } from "./snapshot-builder.ts";

/**
 * Gives a table with changed columns a new place for rows kept in the catalog, if it had one: other
 * clients write into the newest there is, whatever columns that has.
 */
export function continueInlining(
  builder: SnapshotBuilder,
  tableId: number,
  columns: readonly IdentifiedColumn[],
): void {
  const { catalog } = builder;
  if (inlinedTables(catalog, tableId).length === 0) return;
  // Other clients do not keep rows of such tables in the catalog, and look for no place.
  if (columns.some(({ type }) => !canBeInlined(type))) return;
  const schemaVersion = builder.nextSchemaVersion;
  const name = `ducklake_inlined_data_${tableId}_${schemaVersion}`;
  const list = columns.map((column) => `, ${quotedName(column.name)} ${sqliteType(column.type)}`);
  catalog.run(
    `CREATE TABLE ${name} (row_id BIGINT, begin_snapshot BIGINT, end_snapshot BIGINT${list.join("")})`,
  );
  catalog.insert("ducklake_inlined_data_tables", {
    table_id: tableId,
    table_name: name,
    schema_version: schemaVersion,
  });
}

function canBeInlined(type: ColumnType): boolean {
  if (type.kind === "scalar") return type.name !== "VARIANT" && type.name !== "GEOMETRY";
  return partsOf(type).every((part) => canBeInlined(part.type));
}

const INTEGERS = /^(BOOLEAN|U?TINYINT|U?SMALLINT|U?INTEGER|BIGINT)$/;

function sqliteType(type: ColumnType): "BIGINT" | "BLOB" | "VARCHAR" {
  if (type.kind !== "scalar") return "VARCHAR";
  if (type.name === "BLOB") return "BLOB";
  return INTEGERS.test(type.name) ? "BIGINT" : "VARCHAR";
}
