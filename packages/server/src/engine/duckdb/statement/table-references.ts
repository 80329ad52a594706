import type { ColumnFilter } from "../../column-filter.ts";
import type { TableReference, TableVersion } from "../../engine.ts";
import { foldIdentifier } from "./fold-identifier.ts";

/** Table names, once for each snapshot that is named; names that differ only in case are one. */
export class TableReferences {
  readonly #byKey = new Map<string, TableReference>();

  /** Empty catalog and schema stand for none. Without filters, every row of the table is needed. */
  add(
    [catalog, schema, table]: readonly [catalog: string, schema: string, table: string],
    filters: readonly ColumnFilter[] | undefined,
    at?: TableVersion,
  ): void {
    const key = JSON.stringify([...[catalog, schema, table].map(foldIdentifier), at]);
    const { needs: before, ...name } = this.#byKey.get(key) ?? {
      ...(catalog === "" ? {} : { catalog }),
      ...(schema === "" ? {} : { schema }),
      table,
      ...(at === undefined ? {} : { at }),
      needs: [],
    };
    const needs = filters && before && [...before, filters];
    this.#byKey.set(key, needs === undefined ? name : { ...name, needs });
  }

  list(): readonly TableReference[] {
    return [...this.#byKey.values()];
  }
}
