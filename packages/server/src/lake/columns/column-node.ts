import type { Column, ColumnType } from "@hotdata/contract/types";
import { type Catalog } from "../catalog/catalog.ts";
import { flagOf, integerOf, integerOrNullOf, textOf, textOrNullOf } from "../catalog/row-values.ts";
import { UnreadableTableError } from "../lake.ts";
import { parseCatalogType } from "./catalog-type.ts";

/** A column, or a part of a nested one, with everything the catalog says of it. */
export interface ColumnNode {
  readonly id: number;
  readonly parentId: number | null;
  readonly order: number;
  readonly name: string;
  readonly typeName: string;
  /** Undefined for a type that we do not know. */
  readonly type: ColumnType | undefined;
  /** What rows have that are older than the column. */
  readonly initialDefault: string | null;
  readonly defaultValue: string | null;
  readonly defaultValueType: string | null;
  readonly defaultValueDialect: string | null;
  readonly allowsNull: boolean;
  readonly children: readonly ColumnNode[];
}

const COLUMNS_AT = `SELECT * FROM ducklake_column
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)
  ORDER BY column_order`;

/** A table's columns at a snapshot, in order, with their nested parts. */
export function readColumns(catalog: Catalog, tableId: number, snapshotId: number): ColumnNode[] {
  const rows = catalog.all(COLUMNS_AT, tableId, snapshotId).map((row) => ({
    id: integerOf(row, "column_id"),
    parentId: integerOrNullOf(row, "parent_column"),
    order: integerOf(row, "column_order"),
    name: textOf(row, "column_name"),
    typeName: textOf(row, "column_type"),
    initialDefault: textOrNullOf(row, "initial_default"),
    defaultValue: textOrNullOf(row, "default_value"),
    defaultValueType: textOrNullOf(row, "default_value_type"),
    defaultValueDialect: textOrNullOf(row, "default_value_dialect"),
    allowsNull: flagOf(row, "nulls_allowed"),
  }));
  const byParent = Map.groupBy(rows, (row) => row.parentId);
  const nodesBelow = (parentId: number | null): ColumnNode[] =>
    (byParent.get(parentId) ?? []).map((row) => withChildren(row, nodesBelow(row.id)));
  return nodesBelow(null);
}

function withChildren(
  row: Omit<ColumnNode, "children" | "type">,
  children: readonly ColumnNode[],
): ColumnNode {
  return { ...row, children, type: parseCatalogType(row.typeName, children.map(fieldOf)) };
}

/** The column as queries see it; rejects a type that we do not know. */
export function columnOf(node: ColumnNode): Column & { readonly type: ColumnType } {
  if (node.type === undefined) {
    throw new UnreadableTableError(
      `the column "${node.name}" has the type ${node.typeName}, which is not supported`,
    );
  }
  return { name: node.name, type: node.type };
}

function fieldOf(node: ColumnNode): { name: string; type: ColumnType } | undefined {
  return node.type && { name: node.name, type: node.type };
}

/** A column and all its nested parts, parents first. */
export function flattened(nodes: readonly ColumnNode[]): ColumnNode[] {
  return nodes.flatMap((node) => [node, ...flattened(node.children)]);
}
