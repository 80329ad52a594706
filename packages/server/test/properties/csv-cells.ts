/** A cell's text; null for an empty cell without quotes. */
export type CsvCell = string | null;

/** Rows of RFC 4180 text with LF line ends, the header as the first. */
export function csvCells(text: string): CsvCell[][] {
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) throw new Error(`not CSV at ${at}: ${text.slice(at, at + 40)}`);
    const [, quoted, bare, end] = match;
    row.push(quoted === undefined ? bare || null : quoted.replaceAll('""', '"'));
    if (end !== "\n") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
