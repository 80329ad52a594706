import { isTreeObject, kindOf } from "./syntax-tree.ts";

/** The number of a LIMIT that is written as one; undefined for all else that modifies a query. */
export function constantLimit(modifier: unknown): number | undefined {
  if (!isTreeObject(modifier) || kindOf(modifier) !== "LIMIT_MODIFIER") return undefined;
  const { limit } = modifier;
  if (!isTreeObject(limit) || !isTreeObject(limit["value"])) return undefined;
  const { value } = limit["value"];
  return typeof value === "number" ? value : undefined;
}
