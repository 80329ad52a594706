/**
 * Rows of RFC 4180 text with the header first; what is empty without quotes is null.
 *
 * @throws {Error} when a quote is not where it may be
 */
export function parseCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  const cell = /"((?:[^"]|"")*)"(?=[,\n])|([^",\n]*)(?=[,\n])/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) throw new Error(`no CSV at offset ${at}: ${text.slice(at, at + 40)}`);
    const [, quoted, bare] = match;
    row.push(quoted?.replaceAll('""', '"') ?? (bare === "" ? null : (bare ?? null)));
    const separator = text[cell.lastIndex];
    cell.lastIndex += 1;
    if (separator === "\n") {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) throw new Error("the CSV does not end with a line end");
  return rows;
}
