import { type ColumnNode } from "../columns/column-node.ts";
import { isSameName } from "../columns/planned-column.ts";
import { UnreadableTableError } from "../lake.ts";
import type { PhysicalColumn } from "./physical-column.ts";

/** How the parts of a nested value find their fields. */
export interface NestedMatching {
  /** Text names its fields exactly; a cast between types matches them in any case. */
  readonly from: "file" | "text";
}

/**
 * Checks that a cast to the column's present type, which goes by the names of nested fields, finds
 * what the catalog means by its ids: another program may have renamed or replaced nested fields.
 */
export function checkNested(
  column: ColumnNode,
  physical: PhysicalColumn,
  matching: NestedMatching,
): void {
  if (column.children.length === 0) return;
  const matches = column.children.map((child) => {
    const part = physical.children.find(({ fieldId }) => fieldId === child.id);
    if (part !== undefined) {
      if (column.typeName === "struct" && !isMatch(child.name, part.name, matching))
        throw changed(column);
      checkNested(child, part, matching);
      return part;
    }
    const hasStranger = physical.children.some(({ name }) => isSameName(name, child.name));
    if (hasStranger || child.initialDefault !== null) throw changed(column);
    return undefined;
  });
  const found = matches.filter((part) => part !== undefined);
  const hasExtra = found.length < physical.children.length;
  if (found.length === 0 || (hasExtra && matching.from === "text")) throw changed(column);
}

function isMatch(left: string, right: string, { from }: NestedMatching): boolean {
  return from === "text" ? left === right : isSameName(left, right);
}

function changed({ name }: ColumnNode): UnreadableTableError {
  return new UnreadableTableError(
    `another program renamed or replaced fields inside the column "${name}", and older rows ` +
      "still have the old ones; write the table anew with that program to make it readable",
  );
}
