import type { ColumnNode } from "../columns/column-node.ts";

/** A column, or a part of a nested one, as it is in a data file. */
export interface PhysicalColumn {
  readonly name: string;
  /** Undefined for columns that are no table columns. */
  readonly fieldId: number | undefined;
  readonly children: readonly PhysicalColumn[];
}

/** A column as the catalog knew it when rows were written. */
export function physicalOf({ id, name, children }: ColumnNode): PhysicalColumn {
  return { name, fieldId: id, children: children.map(physicalOf) };
}
