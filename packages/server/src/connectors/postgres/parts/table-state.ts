import { createHash } from "node:crypto";
import { z } from "zod";
import type { ReadRequest } from "../../connector.ts";
import type { AskServer } from "./ask-server.ts";

/** A table that can be read in parts, in a transaction that has begun. */
export interface TableState {
  /** Changes when rows may lie elsewhere, or mean something else, although none was changed. */
  readonly id: string;
  /** Of its file, and bytes with all that lies outside of it. */
  readonly blocks: number;
  readonly bytes: number;
  /** Of the transaction's snapshot: all transactions before the first were over, none from the other on. */
  readonly firstOpenXid: bigint;
  readonly nextXid: bigint;
  /** The log up to here tells of all that the snapshot sees. */
  readonly logEnd: string;
}

const number64 = z.string().regex(/^\d+$/);
const rowModel = z.object({
  identity: z.unknown(),
  columns: z.array(z.unknown()),
  blocks: number64.transform(Number),
  bytes: number64.transform(Number),
  first_open_xid: number64.transform(BigInt),
  next_xid: number64.transform(BigInt),
  log_end: z.string(),
});

/**
 * A row unless rows are found by other means than their place in one file. Values of built-in types
 * and enums are the same text as long as row and labels are; those of `reg*`, `aclitem` and `money`
 * depend on other things. A virtual generated column has no value of its own.
 */
const SQL = `
SELECT json_build_array(
    (SELECT oid::int8 FROM pg_database WHERE datname = current_database()),
    c.oid::int8, pg_relation_filenode(c.oid)::int8
  ) AS identity,
  shown.columns,
  (pg_relation_size(c.oid) / current_setting('block_size')::int8)::text AS blocks,
  pg_table_size(c.oid)::text AS bytes,
  pg_snapshot_xmin(pg_current_snapshot())::text AS first_open_xid,
  pg_snapshot_xmax(pg_current_snapshot())::text AS next_xid,
  pg_current_wal_insert_lsn()::text AS log_end
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT json_agg(json_build_array(
      a.attnum, a.atttypid::int8, a.atttypmod,
      (SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = e.oid)
    ) ORDER BY a.attnum) AS columns
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typlen = -1 THEN t.typelem ELSE t.oid END
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> 'v'
    AND a.attname = ANY ($3::text[])
    AND (e.typtype = 'e' OR (e.typtype IN ('b', 'r', 'm') AND e.typnamespace = 'pg_catalog'::regnamespace
      AND e.typname !~ '^(reg|aclitem|money)'))
) shown
WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind = 'r' AND c.relpersistence = 'p'
  AND NOT c.relhassubclass AND NOT row_security_active(c.oid) AND has_table_privilege(c.oid, 'SELECT')
  AND c.relam = (SELECT oid FROM pg_am WHERE amname = 'heap')
  AND shown.columns IS NOT NULL`;

/** Undefined where the table cannot be read in parts that could be told apart later. */
export async function readTableState(
  ask: AskServer,
  { schema, table, columns }: ReadRequest,
  serverState: string,
): Promise<TableState | undefined> {
  const names = columns.map(({ name }) => name);
  const rows = await ask(SQL, [schema, table, names]);
  if (rows.length === 0) return undefined;
  const found = rowModel.parse(rows[0]);
  if (found.columns.length < columns.length) return undefined;
  const facts = JSON.stringify([serverState, found.identity, found.columns]);
  return {
    id: createHash("sha256").update(facts).digest("base64url"),
    blocks: found.blocks,
    bytes: found.bytes,
    firstOpenXid: found.first_open_xid,
    nextXid: found.next_xid,
    logEnd: found.log_end,
  };
}
