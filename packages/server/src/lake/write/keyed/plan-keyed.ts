import type { Column } from "@hotdata/contract/types";
import type { IdentifiedColumn } from "../../../engine/engine.ts";
import type { ColumnNode } from "../../columns/column-node.ts";
import type { AppendPlan } from "../../columns/plan-append.ts";
import { planSources } from "../../columns/plan-sources.ts";
import { type ColumnIds, isSameName, keptColumn } from "../../columns/planned-column.ts";
import type { KeyedMode, KeyedPlan } from "../../lake.ts";

export interface KeyedPlanRequest {
  readonly mode: KeyedMode;
  readonly sources: readonly (readonly Column[])[];
  readonly key: readonly string[];
}

export interface KeyedColumns extends AppendPlan {
  readonly keyed: KeyedPlan;
}

/**
 * The columns of a load by key. An upsert brings whole rows and may widen every column. The others
 * leave the table's key as it is: both sides are compared in the narrowest type that holds both.
 */
export function planKeyed(
  request: KeyedPlanRequest,
  current: readonly ColumnNode[],
  ids: ColumnIds,
): KeyedColumns {
  const isKey = ({ name }: { readonly name: string }): boolean =>
    request.key.some((wanted) => isSameName(wanted, name));
  if (request.mode === "upsert") {
    const plan = planSources(current, request.sources, ids);
    return { ...plan, keyed: { key: plan.columns.filter(isKey), incoming: plan.columns } };
  }
  const compared = planSources(current.filter(isKey), keptOf(request, isKey), ids);
  const key = compared.columns;
  if (request.mode === "delete") {
    const columns = current.map(keptColumn);
    return { columns, proofs: compared.proofs, keyed: { key, incoming: key } };
  }
  const sources = keptOf(request, (column) => !isKey(column));
  const changing = current.filter(
    (node) =>
      !isKey(node) && sources.some((columns) => columns.some((c) => isSameName(c.name, node.name))),
  );
  const changed = planSources(changing, sources, ids);
  return {
    columns: inTableOrder(current, changed.columns),
    proofs: [...compared.proofs, ...changed.proofs],
    keyed: { key, incoming: [...key, ...changed.columns] },
  };
}

function keptOf(
  { sources }: KeyedPlanRequest,
  isWanted: (column: Column) => boolean,
): (readonly Column[])[] {
  return sources.map((columns) => columns.filter(isWanted));
}

/** The table's columns, those that change in place of what they were, then new ones. */
function inTableOrder(
  current: readonly ColumnNode[],
  changed: readonly IdentifiedColumn[],
): IdentifiedColumn[] {
  const kept = current.map(
    (node) => changed.find(({ fieldId }) => fieldId === node.id) ?? keptColumn(node),
  );
  const known = new Set(current.map(({ id }) => id));
  return [...kept, ...changed.filter(({ fieldId }) => !known.has(fieldId))];
}
