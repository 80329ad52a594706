import { createHash } from "node:crypto";
import { z } from "zod";
import type { TableRow } from "../catalog/table-row.ts";
import { type ColumnNode, flattened } from "../columns/column-node.ts";

const WriteBasis = z.object({
  /** The table and its columns when the plan was made. */
  fingerprint: z.string(),
  /** For a load by key: changes with the table's rows. */
  rows: z.string().optional(),
  /** Columns whose values in the file must be exact as doubles. */
  exactDoubles: z.array(z.object({ columnId: z.int(), message: z.string() })),
});

/** What a plan carries through the caller's hands to the commit. */
export type WriteBasis = z.infer<typeof WriteBasis>;

export function writeBasisText(basis: WriteBasis): string {
  return JSON.stringify(basis);
}

export function parseWriteBasis(text: string): WriteBasis {
  return WriteBasis.parse(JSON.parse(text));
}

/** Changes when the table does, or one of its columns; not when rows come or go. */
export function tableFingerprint(
  table: TableRow | undefined,
  columns: readonly ColumnNode[],
): string {
  const facts = flattened(columns).map((node) => [
    node.id,
    node.parentId,
    node.order,
    node.name,
    node.typeName,
    node.allowsNull,
  ]);
  const text = JSON.stringify([table?.id ?? null, facts]);
  return createHash("sha1").update(text).digest("base64url");
}
