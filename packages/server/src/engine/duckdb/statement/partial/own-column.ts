import { foldIdentifier } from "@hotdata/contract/types";
import { isTreeObject, kindOf, listField } from "../syntax-tree.ts";

/** Name parts of an expression that is a column and nothing else. */
export function columnParts(node: unknown): readonly unknown[] | undefined {
  if (!isTreeObject(node) || kindOf(node) !== "expression/COLUMN_REF") return undefined;
  return listField(node, "column_names");
}

/** The column that name parts mean in a SELECT of one relation, see `relationName`. */
export function ownColumn(parts: readonly unknown[], relation: string): string | undefined {
  const [first, second, ...more] = parts;
  if (typeof first !== "string" || more.length > 0) return undefined;
  if (second === undefined) return first;
  return typeof second === "string" && foldIdentifier(first) === relation ? second : undefined;
}
