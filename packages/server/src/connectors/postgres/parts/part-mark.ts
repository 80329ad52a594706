import { z } from "zod";
import { readMark } from "../../read-mark.ts";
import type { BlockRange } from "./block-ranges.ts";

/** What a part was when it was read. */
export interface PartMark {
  /** Of the server and the table; see `TableState.id`. */
  readonly stateId: string;
  readonly range: BlockRange;
  readonly rowCount: number;
  /** All transactions before this one were over when the part was read. */
  readonly firstOpenXid: bigint;
}

const model = z.object({
  state: z.string(),
  from: z.int().nonnegative(),
  to: z.int().positive().nullable(),
  rows: z.int().nonnegative(),
  xid: z.string().regex(/^\d+$/).transform(BigInt),
});

export function markText({ stateId, range, rowCount, firstOpenXid }: PartMark): string {
  return JSON.stringify({
    state: stateId,
    ...range,
    rows: rowCount,
    xid: String(firstOpenXid),
  } satisfies z.input<typeof model>);
}

/** Of text that {@link markText} made; undefined of any other, as of another release. */
export function parseMark(text: string): PartMark | undefined {
  const data = readMark(model, text);
  if (data === undefined) return undefined;
  const { state, from, to, rows, xid } = data;
  return { stateId: state, range: { from, to }, rowCount: rows, firstOpenXid: xid };
}
