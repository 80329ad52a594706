import { type Column, type ColumnType, sqlTypeText } from "@hotdata/contract";
import { conflict } from "../../http/api-error.ts";
import { isSameName, isSameType } from "../../lake/columns/planned-column.ts";
import { storedType } from "../../lake/columns/stored-type.ts";
import { widenScalar } from "../../lake/columns/widen-scalar.ts";
import type { SourceTableName } from "../connection.ts";

/**
 * Refuses to replace a copy by one in which a column has quite another type: what reads the copy
 * would break, or silently compare other things.
 * @throws {ApiError} CONFLICT
 */
export function refuseOtherTypes(
  { schema, table }: SourceTableName,
  copied: readonly Column[],
  columns: readonly Column[],
): void {
  for (const { name, type } of columns) {
    const before = copied.find((column) => isSameName(column.name, name));
    if (before === undefined || isCompatible(before.type, storedType(type))) continue;
    throw conflict(
      `Column "${name}" of '${schema}.${table}' is ${sqlTypeText(type)} in the source now, and ` +
        `${sqlTypeText(before.type)} in the copy: no column type holds both. The copy was left as ` +
        "it is; purge the table's cache to have it copied anew with the new type.",
    );
  }
}

/** Whether the copy's columns are what the source's would become. */
export function hasSameColumns(copied: readonly Column[], columns: readonly Column[]): boolean {
  if (copied.length !== columns.length) return false;
  return columns.every(({ name, type }, index) => {
    const before = copied[index];
    return before?.name === name && isSameType(before.type, storedType(type));
  });
}

function isCompatible(before: ColumnType, now: ColumnType): boolean {
  if (isSameType(before, now)) return true;
  if (before.kind === "list" && now.kind === "list") {
    return isCompatible(before.element, now.element);
  }
  if (before.kind === "map" && now.kind === "map") {
    return isCompatible(before.key, now.key) && isCompatible(before.value, now.value);
  }
  if (before.kind === "struct" && now.kind === "struct") {
    return now.fields.every(({ name, type }) => {
      const field = before.fields.find((one) => isSameName(one.name, name));
      return field === undefined || isCompatible(field.type, type);
    });
  }
  return widenScalar(before, now) !== undefined;
}
