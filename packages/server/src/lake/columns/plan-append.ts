import {
  type Column,
  type ColumnType,
  type StructField,
  sqlTypeText,
} from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../engine/engine.ts";
import { IncompatibleColumnError } from "../lake.ts";
import { type ColumnNode, columnOf } from "./column-node.ts";
import {
  type ColumnIds,
  isSameName,
  isSameType,
  keptColumn,
  newColumn,
  partsOf,
} from "./planned-column.ts";
import { storedType } from "./stored-type.ts";
import { type Proof, widenScalar } from "./widen-scalar.ts";

export interface AppendPlan {
  readonly columns: readonly IdentifiedColumn[];
  readonly proofs: readonly ColumnProof[];
}

/** A range that a column's values must lie in, or the append would lose digits. */
export interface ColumnProof extends Proof {
  readonly columnId: number;
  /** For the message of a failed proof. */
  readonly columnName: string;
  readonly tableType: ColumnType;
  readonly sourceType: ColumnType;
}

/** The table's columns, widened where the source needs it, and what the source has beyond them. */
export function planAppend(
  current: readonly ColumnNode[],
  source: readonly Column[],
  ids: ColumnIds,
): AppendPlan {
  const append = new Append(ids);
  const kept = current.map((node) => append.top(node, findByName(source, node.name)));
  const added = source
    .filter(({ name }) => current.every((node) => !isSameName(node.name, name)))
    .map(({ name, type }) => newColumn({ name, type: storedType(type) }, ids));
  return { columns: [...kept, ...added], proofs: append.proofs };
}

class Append {
  readonly proofs: ColumnProof[] = [];
  readonly #ids: ColumnIds;

  constructor(ids: ColumnIds) {
    this.#ids = ids;
  }

  top(node: ColumnNode, source: Column | undefined): IdentifiedColumn {
    const { type: table } = columnOf(node);
    if (source === undefined || isNull(source.type)) {
      if (!node.allowsNull) throw mayNotBeNull(node, source);
      return keptColumn(node);
    }
    const column = { name: node.name, tableType: table, sourceType: source.type };
    return this.#merge(node, source.type, column);
  }

  /** `column` is the top-level column that the part belongs to: what a message must name. */
  #merge(node: ColumnNode, source: ColumnType, column: MergedColumn): IdentifiedColumn {
    const { type: table } = columnOf(node);
    const stored = storedType(source);
    if (isNull(source) || isSameType(table, stored)) return keptColumn(node);
    if (table.kind === "struct" && source.kind === "struct") {
      return this.#mergeStruct(node, source.fields, column);
    }
    if (table.kind === stored.kind && (table.kind === "list" || table.kind === "map")) {
      const parts = partsOf(source);
      const children = node.children.map((child, index) => {
        const part = parts[index];
        return part ? this.#merge(child, part.type, column) : keptColumn(child);
      });
      return nested(node, table, children);
    }
    const widened = widenScalar(table, stored);
    if (widened === undefined) throw incompatible(column);
    if (widened.proof) this.proofs.push(columnProof(node, widened.proof, column));
    return { name: node.name, type: widened.type, fieldId: node.id, children: [] };
  }

  #mergeStruct(
    node: ColumnNode,
    fields: readonly StructField[],
    column: MergedColumn,
  ): IdentifiedColumn {
    const kept = node.children.map((child) => {
      const field = findByName(fields, child.name);
      return field ? this.#merge(child, field.type, column) : keptColumn(child);
    });
    const added = fields
      .filter(({ name }) => node.children.every((child) => !isSameName(child.name, name)))
      .map((field) => newColumn(field, this.#ids));
    return nested(node, columnOf(node).type, [...kept, ...added]);
  }
}

interface MergedColumn {
  readonly name: string;
  readonly tableType: ColumnType;
  readonly sourceType: ColumnType;
}

export function incompatible({
  name,
  tableType,
  sourceType,
}: MergedColumn): IncompatibleColumnError {
  return new IncompatibleColumnError(
    `column "${name}" has the type ${sqlTypeText(tableType)} in the table and ` +
      `${sqlTypeText(sourceType)} in the data: no column type holds both without loss; ` +
      `convert the data, or load with mode replace`,
  );
}

function mayNotBeNull(node: ColumnNode, source: Column | undefined): IncompatibleColumnError {
  const problem = source === undefined ? "has no such column" : "has only NULL there";
  const type = node.type === undefined ? node.typeName : sqlTypeText(node.type);
  return new IncompatibleColumnError(
    `column "${node.name}" of type ${type} must not be NULL, but the data ${problem}`,
  );
}

function nested(
  node: ColumnNode,
  table: ColumnType,
  children: readonly IdentifiedColumn[],
): IdentifiedColumn {
  return { name: node.name, type: withParts(table, children), fieldId: node.id, children };
}

function withParts(type: ColumnType, parts: readonly IdentifiedColumn[]): ColumnType {
  const [first, second] = parts;
  if (type.kind === "struct") {
    return { kind: "struct", fields: parts.map(({ name, type: part }) => ({ name, type: part })) };
  }
  if (type.kind === "list" && first) return { kind: "list", element: first.type };
  if (type.kind === "map" && first && second) {
    return { kind: "map", key: first.type, value: second.type };
  }
  throw new Error(`the type ${sqlTypeText(type)} has lost its parts`);
}

function columnProof(node: ColumnNode, proof: Proof, column: MergedColumn): ColumnProof {
  const { name: columnName, tableType, sourceType } = column;
  return { ...proof, columnId: node.id, columnName, tableType, sourceType };
}

function findByName<T extends { readonly name: string }>(
  columns: readonly T[],
  name: string,
): T | undefined {
  return columns.find((column) => isSameName(column.name, name));
}

function isNull(type: ColumnType): boolean {
  return type.kind === "scalar" && type.name === "NULL";
}
