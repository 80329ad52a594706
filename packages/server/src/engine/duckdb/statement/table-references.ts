import type { ColumnFilter } from "../../column-filter.ts";
import type { TableReference, TableVersion } from "../../engine.ts";
import { foldIdentifier } from "./fold-identifier.ts";
import type { RowLimit } from "./partial/row-limits.ts";

/** What one place of a statement wants of a table. */
export interface TableUse {
  /** Without filters, every row of the table is needed. */
  readonly filters?: readonly ColumnFilter[] | undefined;
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
    { filters, rows, at }: TableUse,
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
    const needs = filters && before && [...before, filters];
    // Another place may use the rows that this one can do without.
    const enough = known === undefined ? rows : {};
    this.#byKey.set(key, { ...name, ...(needs === undefined ? {} : { needs }), ...enough });
  }

  list(): readonly TableReference[] {
    return [...this.#byKey.values()];
  }
}
