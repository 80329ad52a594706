import { createHash } from "node:crypto";
import type { TableRow } from "../catalog/table-row.ts";
import { type ColumnNode, flattened } from "../columns/column-node.ts";

/** What a plan carries through the caller's hands to the commit. */
export interface WriteBasis {
  /** The table and its columns when the plan was made. */
  readonly fingerprint: string;
  /** For a load by key: changes with the table's rows. */
  readonly rows?: string | undefined;
  /** Columns whose values in the file must be exact as doubles. */
  readonly exactDoubles: readonly { readonly columnId: number; readonly message: string }[];
}

export function writeBasisText(basis: WriteBasis): string {
  return JSON.stringify(basis);
}

/** Of text that {@link writeBasisText} made. */
export function parseWriteBasis(text: string): WriteBasis {
  const basis: WriteBasis = JSON.parse(text);
  return basis;
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
