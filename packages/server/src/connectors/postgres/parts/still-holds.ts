import { z } from "zod";
import type { AskServer } from "./ask-server.ts";
import { piecesOf, rangeSql } from "./block-ranges.ts";
import type { PartMark } from "./part-mark.ts";
import type { TableState } from "./table-state.ts";
import { type XidRange, xidsSince } from "./xids-since.ts";

export interface PartCheck {
  readonly ask: AskServer;
  /** The table as SQL spells it. */
  readonly tableSql: string;
  readonly state: TableState;
}

const model = z.object({
  rows: z.string().transform(Number),
  newer: z.string().transform(Number),
});
/** Of one statement, which has a limit of time. */
const BLOCKS_AT_ONCE = 16_384;

/**
 * Whether the rows of a part are those that it had. Transactions before the mark's were over when it
 * was read: of them, every row that is visible now was visible then. As many rows, none of them of a
 * later transaction, are then the same rows.
 */
export async function stillHolds(
  { ask, tableSql, state }: PartCheck,
  { stateId, range, rowCount, firstOpenXid }: PartMark,
): Promise<boolean> {
  const newer = xidsSince(firstOpenXid, state.nextXid);
  if (stateId !== state.id || newer === undefined) return false;
  let count = 0;
  for (const piece of piecesOf(range, { blocks: state.blocks, blocksAtOnce: BLOCKS_AT_ONCE })) {
    const rows = await ask(
      `SELECT count(*) AS rows, count(*) FILTER (WHERE ${newerSql(newer)}) AS newer ` +
        `FROM ${tableSql} WHERE ${rangeSql(piece)}`,
    );
    const found = model.parse(rows[0]);
    if (found.newer > 0) return false;
    count += found.rows;
  }
  return count === rowCount;
}

function newerSql(ranges: readonly XidRange[]): string {
  const among = ({ from, to }: XidRange): string =>
    `xmin::text::int8 >= ${from} AND xmin::text::int8 < ${to}`;
  return ranges.length === 0 ? "false" : ranges.map(among).join(" OR ");
}
