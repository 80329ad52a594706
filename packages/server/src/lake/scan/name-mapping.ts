import type { Catalog } from "../catalog/catalog.ts";
import { flagOf, integerOf, integerOrNullOf, textOf } from "../catalog/row-values.ts";
import type { PhysicalColumn } from "./physical-column.ts";

/** Columns of files that another program added as they were: they have names instead of ids. */
export interface NameMapping {
  readonly columns: readonly PhysicalColumn[];
  /** Columns that are only in the file's path (`year=2026/`), by the ids of table columns. */
  readonly pathKeys: ReadonlyMap<number, string>;
}

export function readNameMapping(catalog: Catalog, mappingId: number): NameMapping {
  const rows = catalog
    .all("SELECT * FROM ducklake_name_mapping WHERE mapping_id = ?", mappingId)
    .map((row) => ({
      id: integerOf(row, "column_id"),
      parentId: integerOrNullOf(row, "parent_column"),
      name: textOf(row, "source_name"),
      fieldId: integerOf(row, "target_field_id"),
      isPathKey: flagOf(row, "is_partition"),
    }));
  const columnsBelow = (parentId: number | null): PhysicalColumn[] =>
    rows
      .filter((row) => row.parentId === parentId && !row.isPathKey)
      .map(({ id, name, fieldId }) => ({ name, fieldId, children: columnsBelow(id) }));
  const keys = rows.filter((row) => row.isPathKey);
  return {
    columns: columnsBelow(null),
    pathKeys: new Map(keys.map(({ fieldId, name }) => [fieldId, name])),
  };
}

/** How Hive spells NULL in a path. */
const NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

/** The value of a key that a path spells as `/key=value/`; null when it does not. */
export function pathValue(path: string, key: string): string | null {
  for (const folder of path.split("/")) {
    const [name = "", ...rest] = folder.split("=");
    if (rest.length === 0 || name.toLowerCase() !== key.toLowerCase()) continue;
    const value = rest.join("=");
    return value === NULL_PARTITION ? null : decoded(value);
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
