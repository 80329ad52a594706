/** The name under which readers yield the text of a column. */
export function textColumn(index: number): string {
  return `t${index}`;
}

/** A call of the engine's CSV reader in which nothing is guessed: all columns are text. */
export function readerCall(
  pathSql: string,
  names: readonly string[],
  options: readonly string[],
): string {
  const columns = names.map((name) => `'${name}': 'VARCHAR'`).join(", ");
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
