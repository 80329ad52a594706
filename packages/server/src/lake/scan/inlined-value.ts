import type { SQLOutputValue } from "node:sqlite";
import type { ColumnNode } from "../columns/column-node.ts";
import { checkNested } from "./nested-match.ts";
import { physicalOf } from "./physical-column.ts";
import { structText } from "./struct-literal.ts";

/**
 * Text that casts to the column's type and gives the value another client kept in the catalog;
 * `written` is the column as it was then.
 */
export function inlinedText(
  value: SQLOutputValue,
  column: ColumnNode,
  written: ColumnNode,
): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return blobText(value);
  if (typeof value !== "string") return String(value);
  if (written.typeName === "struct") return structText(value, column, written);
  checkNested(column, physicalOf(written), { from: "text" });
  return value;
}

/** Every byte in hexadecimal: `\x00\xFF`. */
function blobText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("hex")
    .replace(/../g, "\\x$&");
}
