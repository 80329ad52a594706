const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_END = 0x0a;

/** Takes rows apart that are in the one form of `SourcePiece`. */
export function rowsOfText(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } = cellAt(text, at);
    row.push(value);
    if (text.charCodeAt(end) === COMMA) {
      at = end + 1;
      continue;
    }
    if (text.charCodeAt(end) !== LINE_END) throw new Error("a connector's row is not whole");
    rows.push(row);
    row = [];
    at = end + 1;
  }
  if (row.length > 0) throw new Error("a connector's last row is not whole");
  return rows;
}

function cellAt(text: string, start: number): { value: string | null; end: number } {
  if (text.charCodeAt(start) === QUOTE) return quotedCellAt(text, start);
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === COMMA || code === LINE_END) break;
  }
  return { value: end === start ? null : text.slice(start, end), end };
}

function quotedCellAt(text: string, start: number): { value: string; end: number } {
  let end = start + 1;
  let hasQuotes = false;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw new Error("a connector's cell has no end");
    if (text.charCodeAt(end + 1) !== QUOTE) break;
    hasQuotes = true;
    end += 2;
  }
  const inner = text.slice(start + 1, end);
  return { value: hasQuotes ? inner.replaceAll('""', '"') : inner, end: end + 1 };
}
