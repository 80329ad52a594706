import type { TableReference } from "../../engine.ts";
import { foldIdentifier } from "./fold-identifier.ts";

/** Table names, once each; names that differ only in case are one. */
export class TableReferences {
  readonly #byKey = new Map<string, TableReference>();

  /** Empty catalog and schema stand for none. */
  add(catalog: string, schema: string, table: string): void {
    const key = JSON.stringify([catalog, schema, table].map(foldIdentifier));
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, {
      ...(catalog === "" ? {} : { catalog }),
      ...(schema === "" ? {} : { schema }),
      table,
    });
  }

  list(): readonly TableReference[] {
    return [...this.#byKey.values()];
  }
}
