import type { ColumnType } from "@hotdata/contract/types";

/**
 * SQL that tells whether a text has nothing that a cast to the type would drop; undefined where casts
 * drop nothing that a source could send.
 */
export function isWholeText(type: ColumnType, text: string): string | undefined {
  if (type.kind === "decimal") {
    const places = `strlen(${text}) - position('.' IN ${text})`;
    return `(NOT contains(${text}, '.') OR ${places} <= ${type.scale})`;
  }
  if (type.kind !== "scalar") return undefined;
  switch (type.name) {
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "HUGEINT":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
    case "UBIGINT":
    case "UHUGEINT":
      return `(NOT contains(${text}, '.'))`;
    case "DATE":
      return `(NOT contains(${text}, ':'))`;
    default:
      return undefined;
  }
}
