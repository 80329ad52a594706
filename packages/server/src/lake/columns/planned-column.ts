import {
  type Column,
  type ColumnType,
  type StructField,
  sqlTypeText,
} from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../engine/engine.ts";
import { type ColumnNode, columnOf } from "./column-node.ts";

/** Hands out ids that no column of the table has ever had. */
export class ColumnIds {
  #next: number;

  constructor(firstFree: number) {
    this.#next = firstFree;
  }

  take(): number {
    return this.#next++;
  }
}

/** A column that the table does not have yet; parents get their ids before their parts. */
export function newColumn({ name, type }: Column, ids: ColumnIds): IdentifiedColumn {
  const fieldId = ids.take();
  return { name, type, fieldId, children: partsOf(type).map((part) => newColumn(part, ids)) };
}

/** A column as it is. */
export function keptColumn(node: ColumnNode): IdentifiedColumn {
  return { ...columnOf(node), fieldId: node.id, children: node.children.map(keptColumn) };
}

/** The parts of a nested type, named as the catalog names them. */
export function partsOf(type: ColumnType): readonly StructField[] {
  switch (type.kind) {
    case "struct":
      return type.fields;
    case "list":
    case "array":
      return [{ name: "element", type: type.element }];
    case "map":
      return [
        { name: "key", type: type.key },
        { name: "value", type: type.value },
      ];
    default:
      return [];
  }
}

export function isSameType(left: ColumnType, right: ColumnType): boolean {
  return sqlTypeText(left) === sqlTypeText(right);
}

export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
