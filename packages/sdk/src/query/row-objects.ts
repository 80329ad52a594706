import type { RowPage } from "./row-pages.ts";

/** A row: its values by the names of their columns. */
export type RowObject = Record<string, unknown>;

/**
 * Rows as objects by column name.
 *
 * @throws TypeError when two columns have one name, since one of them would be lost.
 */
export function rowObjects({ columns, rows }: RowPage): RowObject[] {
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new TypeError(
      `two columns are called "${twice}", and an object can hold only one; ` +
        "name them apart with AS, or use result(), which gives rows as arrays",
    );
  }
  return columns.includes("__proto__") ? rows.map(fromEntries(columns)) : rows.map(assign(columns));
}

function assign(columns: readonly string[]): (row: unknown[]) => RowObject {
  return (row) => {
    const object: RowObject = {};
    for (let index = 0; index < columns.length; index += 1) {
      object[columns[index] ?? ""] = row[index];
    }
    return object;
  };
}

/** Slower, but makes `__proto__` a property like any other. */
function fromEntries(columns: readonly string[]): (row: unknown[]) => RowObject {
  return (row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]));
}
