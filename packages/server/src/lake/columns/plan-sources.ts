import type { Column } from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../engine/engine.ts";
import { catalogTypeName } from "./catalog-type.ts";
import { type ColumnNode, flattened } from "./column-node.ts";
import { type AppendPlan, type ColumnProof, planAppend } from "./plan-append.ts";
import { planReplace } from "./plan-replace.ts";
import { type ColumnIds } from "./planned-column.ts";

type Sources = readonly (readonly Column[])[];

/** The table's columns, widened until the values of every source fit, and what these have more. */
export function planSources(
  current: readonly ColumnNode[],
  sources: Sources,
  ids: ColumnIds,
): AppendPlan {
  const known = new Map(flattened(current).map((node) => [node.id, node]));
  let nodes = current;
  let columns: readonly IdentifiedColumn[] = [];
  const proofs: ColumnProof[] = [];
  for (const [index, source] of sources.entries()) {
    const plan = planAppend(nodes, source, ids);
    proofs.push(...plan.proofs);
    // What was true of the table must be true of the sources before this one, too.
    if (index > 0) proofs.push(...plan.proofs.filter(isOfTable).map(asOfFile));
    ({ columns } = plan);
    nodes = columns.map((column) => nodeOf(column, null, known));
  }
  return { columns, proofs };
}

/** The columns that all sources have together, for a table that begins anew with them. */
export function planNewRows(
  current: readonly ColumnNode[],
  [first = [], ...others]: Sources,
  ids: ColumnIds,
): AppendPlan {
  const columns = planReplace(current, first, ids);
  if (others.length === 0) return { columns, proofs: [] };
  const nodes = columns.map((column) => nodeOf(column, null, new Map()));
  const plan = planSources(nodes, others, ids);
  const proofs = plan.proofs.map((proof) => (isOfTable(proof) ? asOfFile(proof) : proof));
  return { columns: plan.columns, proofs };
}

function isOfTable({ of, range }: ColumnProof): boolean {
  // A time that nanoseconds cannot hold makes its cast fail by itself.
  return of === "table" && range === "exact-in-double";
}

function asOfFile(proof: ColumnProof): ColumnProof {
  return { ...proof, of: "file" };
}

/** A planned column as if the catalog had it already. */
function nodeOf(
  { name, type, fieldId, children }: IdentifiedColumn,
  parentId: number | null,
  known: ReadonlyMap<number, ColumnNode>,
): ColumnNode {
  const before = known.get(fieldId);
  return {
    id: fieldId,
    parentId,
    order: fieldId,
    name,
    typeName: catalogTypeName(type),
    type,
    initialDefault: before?.initialDefault ?? null,
    defaultValue: before?.defaultValue ?? null,
    defaultValueType: before?.defaultValueType ?? null,
    defaultValueDialect: before?.defaultValueDialect ?? null,
    allowsNull: before?.allowsNull ?? true,
    children: children.map((child) => nodeOf(child, fieldId, known)),
  };
}
