import type { QueryRecord, SltRecord, StatementRecord } from "./slt-record.ts";

const SORTS = ["nosort", "rowsort", "valuesort"] as const;

/**
 * Reads a file of DuckDB's or of the other sqllogictest dialects. Loops are not run through yet:
 * they are control records.
 */
export function parseSlt(text: string): SltRecord[] {
  const reader = new LineReader(text.replaceAll("\r\n", "\n").split("\n"));
  const records: SltRecord[] = [];
  let skipIf: string[] = [];
  let onlyIf: string[] = [];
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [word = "", ...rest] = line.trim().split(/\s+/);
    if (word === "skipif") skipIf.push(rest.join(" "));
    else if (word === "onlyif") onlyIf.push(rest.join(" "));
    else {
      const conditions = { line: reader.line, skipIf, onlyIf };
      if (word === "statement") records.push({ ...conditions, ...readStatement(reader, rest) });
      else if (word === "query") records.push({ ...conditions, ...readQuery(reader, rest) });
      else records.push({ ...conditions, kind: "control", words: [word, ...rest] });
      [skipIf, onlyIf] = [[], []];
    }
  }
  return records;
}

type Read<R> = Omit<R, "line" | "skipIf" | "onlyIf">;

function readStatement(reader: LineReader, [what, ...rest]: string[]): Read<StatementRecord> {
  const expects = what === "error" || what === "maybe" ? what : "ok";
  const sql = reader.untilBlankOrDashes();
  reader.expectedLines();
  // Other dialects write the number of rows, or a pattern for the error, behind the keyword.
  const connection = what === "count" || what === "error" ? undefined : rest[0];
  return { kind: "statement", expects, connection, sql };
}

function readQuery(
  reader: LineReader,
  [types = "", ...rest]: string[],
): Read<QueryRecord> | Read<StatementRecord> {
  if (types === "error") return readStatement(reader, ["error"]);
  const sql = reader.untilBlankOrDashes();
  const expected = reader.expectedLines();
  const [sortName] = rest;
  const sort = SORTS.find((name) => name === sortName) ?? "nosort";
  const connection = rest.find((word) => /^con\w*$/.test(word));
  return { kind: "query", sort, connection, columnCount: types.length, sql, expected };
}

class LineReader {
  readonly #lines: readonly string[];
  #at = 0;
  #hasDashes = false;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Number of the line that was read last, from 1. */
  get line(): number {
    return this.#at;
  }

  next(): string | undefined {
    const line = this.#lines[this.#at];
    this.#at += 1;
    return line;
  }

  untilBlankOrDashes(): string {
    const lines: string[] = [];
    for (let line = this.next(); line !== undefined && line.trim() !== ""; line = this.next()) {
      if (line === "----") {
        this.#hasDashes = true;
        break;
      }
      if (!line.startsWith("#")) lines.push(line);
    }
    return lines.join("\n");
  }

  /** What stands between `----` and the next blank line; undefined without dashes. */
  expectedLines(): string[] | undefined {
    if (!this.#hasDashes) return undefined;
    this.#hasDashes = false;
    const lines: string[] = [];
    for (let line = this.next(); line !== undefined && line !== ""; line = this.next()) {
      lines.push(line);
    }
    return lines;
  }
}
