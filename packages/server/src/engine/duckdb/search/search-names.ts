import { quoteIdentifier } from "../sql-text.ts";

/** Column of a relation of hits that conditions choose from: the best hit has the smallest. */
export const RANK = "hotdata rank";

/** What a statement fails with, inside the engine, when conditions leave too few of the hits. */
export const TOO_FEW_HITS = "hotdata: conditions left too few hits";

/** What stands for a search in a statement's text: it exists on the statement's connection alone. */
export function searchRelation(name: string): string {
  return `temp.main.${quoteIdentifier(name)}`;
}

/** One row: how many hits have to pass the conditions. */
export function wantedRelation(name: string): string {
  return searchRelation(`${name} wanted`);
}

/** Table of hits, where there are many. */
export function hitsRelation(name: string): string {
  return searchRelation(hitsTable(name));
}

export function hitsTable(name: string): string {
  return `${name} hits`;
}
