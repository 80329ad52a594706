/** What a table with the columns `k` (its key) and `v` must hold. */
export type TableModel = ReadonlyMap<number, string>;

export const LOAD_MODES = ["replace", "append", "upsert", "update", "delete"] as const;
export type LoadMode = (typeof LOAD_MODES)[number];

export interface Load {
  readonly mode: LoadMode;
  readonly rows: readonly (readonly [key: number, value: string])[];
}

export function afterLoad(model: TableModel, { mode, rows }: Load): TableModel {
  const after = new Map(mode === "replace" ? [] : model);
  for (const [key, value] of rows) {
    if (mode === "delete") after.delete(key);
    else if (mode !== "update" || after.has(key)) after.set(key, value);
  }
  return after;
}

export function csvOf({ mode, rows }: Load): string {
  const lines = rows.map(([key, value]) => (mode === "delete" ? `${key}` : `${key},${value}`));
  return `${[mode === "delete" ? "k" : "k,v", ...lines].join("\n")}\n`;
}

export function isSameTable(left: TableModel, right: TableModel): boolean {
  return left.size === right.size && [...left].every(([key, value]) => right.get(key) === value);
}
