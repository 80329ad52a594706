import type { Column } from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../engine/engine.ts";
import { type ColumnNode } from "./column-node.ts";
import { type ColumnIds, isSameName, isSameType, keptColumn, newColumn } from "./planned-column.ts";
import { storedType } from "./stored-type.ts";

/** The source's columns; those that keep name and type keep their ids, and with them history. */
export function planReplace(
  current: readonly ColumnNode[],
  source: readonly Column[],
  ids: ColumnIds,
): IdentifiedColumn[] {
  return source.map(({ name, type }) => {
    const wanted = storedType(type);
    const same = current.find(
      (node) =>
        isSameName(node.name, name) && node.type !== undefined && isSameType(node.type, wanted),
    );
    return same ? { ...keptColumn(same), name } : newColumn({ name, type: wanted }, ids);
  });
}
