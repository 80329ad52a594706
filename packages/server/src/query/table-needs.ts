import type { TableNeeds } from "../engine/column-filter.ts";
import type { TableReference } from "../engine/engine.ts";

/** A reference together with the names it may stand for. */
export interface ReadReference<Name> {
  readonly reference: TableReference;
  readonly names: readonly Name[];
}

/**
 * What a statement needs of one table, which it may name in several spellings: all that any of them
 * asks for. Undefined when one of them asks for every row.
 */
export function tableNeeds<Name extends { readonly schema: string; readonly table: string }>(
  references: readonly ReadReference<Name>[],
  { schema, table }: Name,
): TableNeeds | undefined {
  const all: TableNeeds[number][] = [];
  for (const { reference, names } of references) {
    const isMeant = names.some((name) => name.schema === schema && name.table === table);
    if (!isMeant) continue;
    if (reference.needs === undefined) return undefined;
    all.push(...reference.needs);
  }
  return all;
}
