import type { CsvDialect } from "../../csv-layout.ts";

export interface ScannedRecord {
  /** Null for an empty cell without quotes. */
  readonly cells: readonly (string | null)[];
  /** Where the next record begins. */
  readonly end: number;
  readonly problem: string | undefined;
}

interface ScannedCell {
  readonly cell: string | null;
  /** At a delimiter, at the end of a line or of the text. */
  readonly end: number;
}

interface Problem {
  readonly problem: string;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Takes one record apart. Undefined when the text ends before the record does, unless it is the
 * last of its text. Spaces between a quote and a delimiter belong to no cell.
 */
export function scanRecord(
  text: string,
  start: number,
  dialect: CsvDialect,
  isLast: boolean,
): ScannedRecord | undefined {
  const { comment, delimiter } = dialect;
  if (comment !== undefined && text.startsWith(comment, start)) {
    return skipLine(text, start, isLast);
  }
  const cells: (string | null)[] = [];
  for (let position = start; ;) {
    const scanned = scanCell(text, position, dialect);
    if (scanned === undefined && !isLast) return undefined;
    if (scanned === undefined || "problem" in scanned) {
      const problem = scanned?.problem ?? "a quoted cell has no closing quote";
      return brokenRecord(text, start, problem);
    }
    cells.push(scanned.cell);
    if (text[scanned.end] !== delimiter) return ended(text, scanned.end, isLast, cells);
    position = scanned.end + 1;
  }
}

/** Passes over one line, whatever is in it. */
export function skipLine(text: string, start: number, isLast: boolean): ScannedRecord | undefined {
  return ended(text, lineEnd(text, start), isLast, []);
}

function ended(
  text: string,
  end: number,
  isLast: boolean,
  cells: readonly (string | null)[],
): ScannedRecord | undefined {
  // A CR at the very end may be the first half of a CRLF.
  const isOpen = end >= text.length || (end === text.length - 1 && text[end] === "\r");
  return isOpen && !isLast ? undefined : { cells, end: afterBreak(text, end), problem: undefined };
}

function brokenRecord(text: string, start: number, problem: string): ScannedRecord {
  return { cells: [], end: afterBreak(text, lineEnd(text, start)), problem };
}

/** Undefined when the text ends inside the quotes. */
function scanCell(
  text: string,
  start: number,
  dialect: CsvDialect,
): ScannedCell | Problem | undefined {
  const { quote } = dialect;
  if (quote !== "") {
    const open = afterSpaces(text, start, dialect);
    if (text[open] === quote) return scanQuoted(text, open + 1, dialect);
  }
  const end = cellEnd(text, start, dialect.delimiter.charCodeAt(0));
  return { cell: end === start ? null : text.slice(start, end), end };
}

function scanQuoted(
  text: string,
  start: number,
  dialect: CsvDialect,
): ScannedCell | Problem | undefined {
  const { quote, escape, delimiter } = dialect;
  let cell = "";
  for (let from = start; ;) {
    const close = nextOf(text, from, quote, escape);
    if (close < 0) return undefined;
    const next = text[close + 1];
    if (text[close] === escape && (next === quote || next === escape)) {
      cell += text.slice(from, close) + next;
      from = close + 2;
    } else if (text[close] === quote) {
      cell += text.slice(from, close);
      const end = afterSpaces(text, close + 1, dialect);
      if (end >= text.length || text[end] === delimiter || isBreak(text.charCodeAt(end))) {
        return { cell, end };
      }
      return { problem: "there is text after the closing quote of a cell" };
    } else {
      cell += text.slice(from, close + 1);
      from = close + 1;
    }
  }
}

/** The next quote or escape; -1 without any. */
function nextOf(text: string, from: number, quote: string, escape: string): number {
  const first = text.indexOf(quote, from);
  if (escape === quote || first < 0) return first;
  const escaped = text.indexOf(escape, from);
  return escaped >= 0 && escaped < first ? escaped : first;
}

function cellEnd(text: string, start: number, delimiter: number): number {
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
  }
  return end;
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end += 1;
  return end;
}

function afterBreak(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : Math.min(end + 1, text.length);
}

function afterSpaces(text: string, start: number, { delimiter }: CsvDialect): number {
  let end = start;
  if (delimiter === " ") return end;
  while (text[end] === " ") end += 1;
  return end;
}

function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
