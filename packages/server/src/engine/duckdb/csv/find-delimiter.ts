import type { CsvDialect } from "../../csv-layout.ts";
import { CsvTokenizer } from "./csv-tokenizer.ts";

const DELIMITERS = [",", "\t", ";", "|"] as const;
const TRIAL_LENGTH = 256 * 1024;

interface Trial {
  readonly delimiter: string;
  readonly columnCount: number;
  /** Share of the rows that have as many cells as the first. */
  readonly agreement: number;
}

/**
 * The character that splits every row of a text into as many cells as the first one; of several
 * such, the one that makes most columns. A comma when none does: then the file has one column.
 */
export function findDelimiter(
  text: string,
  dialect: Omit<CsvDialect, "delimiter">,
  skipLines: number,
): string {
  const trials = DELIMITERS.filter((delimiter) => delimiter !== dialect.quote)
    .map((delimiter) => tried(text, { ...dialect, delimiter }, skipLines))
    .filter(({ columnCount }) => columnCount > 1)
    .toSorted((a, b) => b.agreement - a.agreement || b.columnCount - a.columnCount);
  return trials[0]?.delimiter ?? ",";
}

function tried(text: string, dialect: CsvDialect, skipLines: number): Trial {
  const counts: number[] = [];
  const tokenizer = new CsvTokenizer(dialect, skipLines);
  const records = [...tokenizer.push(text.slice(0, TRIAL_LENGTH)), ...tokenizer.end()];
  for (const { cells, problem } of records) {
    const isBlank = cells.length === 1 && cells[0] === null;
    if (!isBlank) counts.push(problem === undefined ? cells.length : 0);
  }
  if (counts.length > 1 && text.length > TRIAL_LENGTH) counts.pop();
  const columnCount = counts[0] ?? 0;
  const same = counts.filter((count) => count === columnCount).length;
  return {
    delimiter: dialect.delimiter,
    columnCount,
    agreement: same / Math.max(counts.length, 1),
  };
}
