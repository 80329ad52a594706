/** The name under which readers yield the text of a column. */
export function textColumn(index: number): string {
  return `t${index}`;
}

/**
 * A call of the engine's CSV reader in which nothing is guessed.
 * @param types in the order of the names; where there is none, the column is text
 */
export function readerCall(
  pathSql: string,
  names: readonly string[],
  options: readonly string[],
  types: readonly (string | undefined)[] = [],
): string {
  const columns = names
    .map((name, index) => `'${name}': '${types[index] ?? "VARCHAR"}'`)
    .join(", ");
  const fixed = [
    "auto_detect = false",
    `columns = {${columns}}`,
    "quote = '\"'",
    "escape = '\"'",
    "nullstr = ['']",
    "allow_quoted_nulls = false",
    "strict_mode = true",
  ];
  return `read_csv(${[pathSql, ...fixed, ...options].join(", ")})`;
}
