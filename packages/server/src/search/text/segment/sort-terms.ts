import { setImmediate } from "node:timers/promises";
import type { Terms } from "./dictionary.ts";

/** Terms in the order of their UTF-16 units. */
export interface SortedTerms {
  /** Number of the term at each place. */
  readonly order: Uint32Array;
  readonly terms: Terms;
}

/** Sorts those of one first unit at a time, that other work gets its turn. */
export async function sortTerms(terms: readonly string[]): Promise<SortedTerms> {
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const byFirstUnit = Map.groupBy(terms, (term) => term.charCodeAt(0));
  await setImmediate();
  const order = new Uint32Array(terms.length);
  const starts = new Uint32Array(terms.length + 1);
  const units = new Uint16Array(terms.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  let at = 0;
  for (const unit of [...byFirstUnit.keys()].toSorted((one, other) => one - other)) {
    // The default order is the one of UTF-16 units.
    for (const term of (byFirstUnit.get(unit) ?? []).toSorted()) {
      order[place] = numbers.get(term) ?? 0;
      for (let index = 0; index < term.length; index += 1)
        units[at + index] = term.charCodeAt(index);
      at += term.length;
      place += 1;
      starts[place] = at;
    }
    await setImmediate();
  }
  return { order, terms: { units, starts } };
}
