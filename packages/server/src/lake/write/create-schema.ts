import type { Catalog } from "../catalog/catalog.ts";
import { ensureSchema } from "./add-schema.ts";
import { SnapshotBuilder } from "./snapshot-builder.ts";

/** Makes a schema in a snapshot of its own, unless it is there; runs in a write transaction. */
export function createSchema(catalog: Catalog, schema: string): void {
  const head = catalog.head();
  const builder = new SnapshotBuilder(catalog, head);
  const { id } = ensureSchema(builder, schema);
  if (id === head.nextCatalogId) builder.finish(null);
}
