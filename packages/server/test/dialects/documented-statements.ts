/** A statement of the documentation and what it says of it in some dialects. */
export interface DocumentedStatement {
  readonly sqlText: string;
  readonly dialects: readonly string[];
  /** JSON of the rows, or the text after `error: `. */
  readonly answer: { readonly rows: unknown } | { readonly error: string };
}

/** Reads the tables of a Markdown text whose first column is `Statement`. */
export function parseDocumented(markdown: string): DocumentedStatement[] {
  const found: DocumentedStatement[] = [];
  let header: readonly string[] = [];
  for (const line of markdown.split("\n")) {
    const cells = cellsOf(line);
    if (cells.length === 0) header = [];
    else if (header.length === 0) header = cells;
    else if (header[0] === "Statement" && !/^-+$/.test(cells[0] ?? "")) {
      found.push(...documentedRow(header, cells));
    }
  }
  return found;
}

function cellsOf(line: string): string[] {
  if (!line.startsWith("|")) return [];
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function documentedRow(header: readonly string[], cells: readonly string[]): DocumentedStatement[] {
  return header.slice(1).flatMap((names, index) => {
    const dialects = names.split(", ");
    if (!dialects.every((name) => /^(hotsql|postgres|duckdb|snowflake)$/.test(name))) return [];
    const answer = answerOf(cells[index + 1] ?? "");
    return [{ sqlText: unquoted(cells[0] ?? ""), dialects, answer }];
  });
}

function answerOf(cell: string): DocumentedStatement["answer"] {
  const error = /^error: (.+)$/.exec(cell)?.[1];
  return error === undefined ? { rows: JSON.parse(unquoted(cell)) } : { error };
}

function unquoted(cell: string): string {
  return cell.replace(/^`(.*)`$/s, "$1");
}
