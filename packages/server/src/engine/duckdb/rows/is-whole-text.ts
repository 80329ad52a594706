import { type ColumnType, isAnyInteger } from "@hotdata/contract/types";

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
  if (isAnyInteger(type.name)) return `(NOT contains(${text}, '.'))`;
  return type.name === "DATE" ? `(NOT contains(${text}, ':'))` : undefined;
}
