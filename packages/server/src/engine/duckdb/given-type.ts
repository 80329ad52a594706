import type { ColumnType } from "@hotdata/contract/types";
import type { LoadSource } from "../engine.ts";

/** The type that a column is to be read with, whatever it looks like. */
export function givenType({ types = {} }: LoadSource, name: string): ColumnType | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(types).find(([given]) => given.toLowerCase() === wanted)?.[1];
}
