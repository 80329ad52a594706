import { setImmediate } from "node:timers/promises";
import type { Terms } from "./dictionary.ts";

/** Terms in the order of their UTF-16 units. */
export interface SortedTerms {
  /** Number of the term at each place. */
  readonly order: Uint32Array;
  readonly terms: Terms;
}

/** Terms that are looked at before other work gets its turn. */
const TURN = 30_000;

/** @param numbers each term's number, from 0 on. */
export async function sortTerms(numbers: ReadonlyMap<string, number>): Promise<SortedTerms> {
  const byFirstUnit = await groupByFirstUnit(numbers.keys());
  const order = new Uint32Array(numbers.size);
  const starts = new Uint32Array(numbers.size + 1);
  const units = new Uint16Array(
    [...byFirstUnit.values()].reduce((sum, { length }) => sum + length, 0),
  );
  let place = 0;
  let at = 0;
  for (const unit of [...byFirstUnit.keys()].toSorted((one, other) => one - other)) {
    // The default order is the one of UTF-16 units.
    for (const term of (byFirstUnit.get(unit)?.terms ?? []).toSorted()) {
      order[place] = numbers.get(term) ?? 0;
      for (let index = 0; index < term.length; index += 1) {
        units[at + index] = term.charCodeAt(index);
      }
      at += term.length;
      place += 1;
      starts[place] = at;
      if (place % TURN === 0) await setImmediate();
    }
    await setImmediate();
  }
  return { order, terms: { units, starts } };
}

interface Group {
  readonly terms: string[];
  /** Units of all its terms. */
  length: number;
}

async function groupByFirstUnit(terms: Iterable<string>): Promise<Map<number, Group>> {
  const groups = new Map<number, Group>();
  let rest = TURN;
  for (const term of terms) {
    const unit = term.charCodeAt(0);
    const group = groups.get(unit) ?? { terms: [], length: 0 };
    if (group.terms.push(term) === 1) groups.set(unit, group);
    group.length += term.length;
    rest -= 1;
    if (rest > 0) continue;
    rest = TURN;
    await setImmediate();
  }
  return groups;
}
