import type { ColumnType, StructField } from "@hotdata/contract/types";
import type { FileFormat } from "../../engine/file-signature.ts";
import { widenScalar } from "../../lake/columns/widen-scalar.ts";
import type { FileColumn } from "./file-facts.ts";

export type TypedColumn = Pick<FileColumn, "type" | "format" | "isEmpty">;

/**
 * The type of a column that two files have, each in its own way: it holds every value of both.
 * Undefined when there is none. Types in text files were only found: where they have nothing else
 * in common, values of CSV are text and those of JSON are JSON.
 */
export function commonType(left: TypedColumn, right: TypedColumn): ColumnType | undefined {
  if (left.isEmpty) return right.type;
  if (right.isEmpty) return left.type;
  const format = left.format === right.format ? left.format : undefined;
  return merged(left.type, right.type, format);
}

export function isSameType(left: ColumnType, right: ColumnType): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function merged(
  left: ColumnType,
  right: ColumnType,
  format: FileFormat | undefined,
): ColumnType | undefined {
  if (isSameType(left, right)) return left;
  const nested = mergedParts(left, right, format);
  if (nested !== undefined) return nested;
  const widened = widenScalar(left, right);
  const isText = format === "csv" || format === "json";
  // A value of a text file that would lose something is refused when it is read.
  if (widened !== undefined && (widened.proof === undefined || isText)) return widened.type;
  if (format === "csv") return { kind: "scalar", name: "VARCHAR" };
  if (format === "json") return { kind: "scalar", name: "JSON" };
  return undefined;
}

function mergedParts(
  left: ColumnType,
  right: ColumnType,
  format: FileFormat | undefined,
): ColumnType | undefined {
  if (left.kind === "list" && right.kind === "list") {
    const element = merged(left.element, right.element, format);
    return element && { kind: "list", element };
  }
  if (left.kind === "map" && right.kind === "map") {
    const key = merged(left.key, right.key, format);
    const value = merged(left.value, right.value, format);
    return key && value && { kind: "map", key, value };
  }
  if (left.kind === "struct" && right.kind === "struct") {
    const fields = mergedFields(left.fields, right.fields, format);
    return fields && { kind: "struct", fields };
  }
  return undefined;
}

function mergedFields(
  left: readonly StructField[],
  right: readonly StructField[],
  format: FileFormat | undefined,
): StructField[] | undefined {
  const fields = new Map(left.map((field) => [field.name.toLowerCase(), field]));
  for (const field of right) {
    const name = field.name.toLowerCase();
    const known = fields.get(name);
    const type = known === undefined ? field.type : merged(known.type, field.type, format);
    if (type === undefined) return undefined;
    fields.set(name, { name: known?.name ?? field.name, type });
  }
  return [...fields.values()];
}
