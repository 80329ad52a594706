import { foldIdentifier } from "@hotdata/contract/types";
import type { TableNeeds } from "../../column-filter.ts";
import type { TableReference, TableVersion } from "../../engine.ts";
import type { RowLimit } from "./partial/row-limits.ts";

/** What one place of a statement wants of a table. */
export interface TableUse {
  /** Every row of the table where absent. */
  readonly needs?: TableNeeds | undefined;
  /** Without it, all of those are. */
  readonly rows?: RowLimit | undefined;
  readonly at?: TableVersion | undefined;
}

/** Table names, once for each snapshot that is named; names that differ only in case are one. */
export class TableReferences {
  readonly #byKey = new Map<string, TableReference>();

  /** Empty catalog and schema stand for none. */
  add(
    [catalog, schema, table]: readonly [catalog: string, schema: string, table: string],
    { needs: own, rows, at }: TableUse,
  ): void {
    const key = JSON.stringify([...[catalog, schema, table].map(foldIdentifier), at]);
    const known = this.#byKey.get(key);
    const {
      needs: before,
      limit: _limit,
      order: _order,
      ...name
    } = known ?? {
      ...(catalog === "" ? {} : { catalog }),
      ...(schema === "" ? {} : { schema }),
      table,
      ...(at === undefined ? {} : { at }),
      needs: [],
    };
    const needs = own && before && [...before, ...own];
    // Another place may use the rows that this one can do without.
    const enough = known === undefined ? rows : {};
    this.#byKey.set(key, { ...name, ...(needs === undefined ? {} : { needs }), ...enough });
  }

  list(): readonly TableReference[] {
    return [...this.#byKey.values()];
  }
}
