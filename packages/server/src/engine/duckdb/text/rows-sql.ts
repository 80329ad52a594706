import { quoteIdentifier, quoteList } from "../sql-text.ts";
import type { CellReading } from "../csv/cell-reading.ts";
import { textColumn } from "./plain-reader.ts";

export interface TextColumn {
  readonly name: string;
  /** What it is read as, for messages. */
  readonly typeText: string;
  readonly reading: CellReading;
}

/** SQL that makes values of the texts of a file. */
export interface RowsSql {
  /** Texts as `t0`, … and values as `v0`, … */
  readonly from: string;
  /** For each column, whether its value keeps all of the text; undefined where it always does. */
  readonly checks: readonly (string | undefined)[];
  /** `v0`, …, of all columns. */
  readonly values: string;
  /** The values under the names of their columns. */
  readonly select: string;
}

export function rowsSql(
  reader: string,
  columns: readonly TextColumn[],
  nullTexts: readonly string[],
): RowsSql {
  const texts = columns.map((_, index) => nullable(textColumn(index), nullTexts));
  const rows =
    nullTexts.length === 0 ? reader : `(SELECT * REPLACE (${texts.join(", ")}) FROM ${reader})`;
  const values = columns.map(
    ({ reading }, index) => `${reading.value(textColumn(index))} AS v${index}`,
  );
  return {
    from: `(SELECT *, ${values.join(", ")} FROM ${rows})`,
    checks: columns.map(({ reading: { isExact } }, index) => {
      const text = textColumn(index);
      return isExact && `(${text} IS NULL OR COALESCE(${isExact(text, `v${index}`)}, false))`;
    }),
    values: columns.map((_, index) => `v${index}`).join(", "),
    select: columns.map(({ name }, index) => `v${index} AS ${quoteIdentifier(name)}`).join(", "),
  };
}

/**
 * All rows; the statement fails when a value would lose something of its text. The check is a column
 * of its own, so that the engine does not make each value a second time to check it.
 */
export function strictRowsSql({ from, checks, values, select }: RowsSql): string {
  const made = checks.filter((check) => check !== undefined);
  if (made.length === 0) return `SELECT ${select} FROM ${from}`;
  const isExact = `CASE WHEN ${made.join(" AND ")} THEN true ELSE error('not exact') END`;
  return `SELECT ${select} FROM (SELECT ${values}, ${isExact} AS is_exact FROM ${from}) WHERE is_exact`;
}

/** The rows that can be read whole. */
export function goodRowsSql({ from, checks, select }: RowsSql): string {
  const made = checks.filter((check) => check !== undefined);
  return `SELECT ${select} FROM ${from} WHERE ${["problem IS NULL", ...made].join(" AND ")}`;
}

/** The other rows: `line`, `column` and `value` where one is at fault, `reason`, `raw`. */
export function badRowsSql({ from, checks }: RowsSql, columns: readonly TextColumn[]): string {
  const cases = (what: (column: TextColumn, index: number) => string): string => {
    const branches = columns.flatMap((column, index) => {
      const check = checks[index];
      return check === undefined ? [] : [`WHEN NOT ${check} THEN ${what(column, index)}`];
    });
    return branches.length === 0
      ? "NULL::VARCHAR"
      : `CASE WHEN problem IS NOT NULL THEN NULL ${branches.join(" ")} END`;
  };
  const place = cases((_, index) => String(index));
  const bad = [
    "problem IS NOT NULL",
    ...checks.flatMap((check) => (check ? [`NOT ${check}`] : [])),
  ];
  const names = quoteList(columns.map(({ name }) => name));
  const types = quoteList(columns.map(({ typeText }) => typeText));
  return (
    `SELECT line::BIGINT AS line, ${names}[place + 1] AS "column", "value", ` +
    `COALESCE(problem, 'not exactly a value of type ' || ${types}[place + 1]) AS reason, raw ` +
    `FROM (SELECT line, problem, raw, (${place})::INTEGER AS place, ` +
    `${cases((_, index) => textColumn(index))} AS "value" ` +
    `FROM ${from} WHERE ${bad.join(" OR ")})`
  );
}

function nullable(text: string, nullTexts: readonly string[]): string {
  const isNull = `list_contains(${quoteList(nullTexts)}, ${text})`;
  return `CASE WHEN ${isNull} THEN NULL ELSE ${text} END AS ${text}`;
}
