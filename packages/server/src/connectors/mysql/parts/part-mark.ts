import { z } from "zod";
import { readMark } from "../../read-mark.ts";
import type { KeyRange } from "./key-ranges.ts";

const KEY = z
  .string()
  .regex(/^-?\d{1,20}$/)
  .transform(BigInt)
  .nullable();
const MARK = z.object({ state: z.string(), from: KEY, to: KEY });

/** @param state of the table whose keys of the range were read: see `tableState` */
export function markText(state: string, { from, to }: KeyRange): string {
  return JSON.stringify({ state, from: from?.toString() ?? null, to: to?.toString() ?? null });
}

/** Parts that were handed over one after the other, from the first key on, in one state of a table. */
export interface KeptParts {
  readonly count: number;
  /** The first key that they do not have; null: they have all. */
  readonly to: bigint | null;
}

/** As many of the first marks as follow on each other, none of what another release made; undefined: none. */
export function keptParts(marks: readonly string[], state: string): KeptParts | undefined {
  let kept: KeptParts | undefined;
  for (const text of marks) {
    const data = readMark(MARK, text);
    const follows = data?.state === state && kept?.to !== null && data.from === (kept?.to ?? null);
    if (!follows) break;
    kept = { count: (kept?.count ?? 0) + 1, to: data.to };
  }
  return kept;
}
