import type { Dictionary } from "../segment/dictionary.ts";
import { EditDistances } from "./edit-distance.ts";

/**
 * Places of all terms that are near enough to a word, by their distance from 0 on. Terms share
 * their beginnings with those before them, and where a beginning is too far all that follow with
 * it are passed over.
 */
export function similarTerms(
  dictionary: Dictionary,
  word: string,
  maxDistance: number,
): number[][] {
  const byDistance: number[][] = Array.from({ length: maxDistance + 1 }, () => []);
  const { units, starts, size } = dictionary;
  const distances = new EditDistances(word, maxDistance);
  let known = 0;
  let previous = 0;
  for (let index = 0; index < size;) {
    const start = starts[index] ?? 0;
    const length = (starts[index + 1] ?? 0) - start;
    let depth = 0;
    while (depth < known && depth < length && units[previous + depth] === units[start + depth]) {
      depth += 1;
    }
    let isNear = true;
    while (isNear && depth < length) {
      isNear = distances.push(depth, units[start + depth] ?? 0);
      depth += 1;
    }
    known = depth;
    previous = start;
    if (isNear) {
      byDistance[distances.at(length)]?.push(index);
      index += 1;
    } else {
      index = dictionary.endOfPrefix(depth, index);
    }
  }
  return byDistance;
}
