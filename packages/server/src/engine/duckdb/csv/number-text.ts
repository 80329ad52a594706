import type { CsvOptions } from "../../csv-options.ts";
import { quoteLiteral } from "../sql-text.ts";

export type NumberMarks = Pick<CsvOptions, "decimalMark" | "thousandsMark">;

/**
 * A number with a point and without marks between thousands; undefined when the text has its marks
 * where no number has them.
 */
export function numberText(text: string, { decimalMark, thousandsMark }: NumberMarks) {
  if (decimalMark === "." && thousandsMark === undefined) return text;
  let plain = text;
  if (thousandsMark !== undefined && text.includes(thousandsMark)) {
    if (!new RegExp(`^(?:${grouped(decimalMark, thousandsMark)})$`).test(text)) return undefined;
    plain = text.replaceAll(thousandsMark, "");
  }
  if (decimalMark === ".") return plain;
  return plain.includes(".") ? undefined : plain.replace(",", ".");
}

/** The same as SQL; NULL for undefined. */
export function numberTextSql(sql: string, { decimalMark, thousandsMark }: NumberMarks): string {
  let plain = sql;
  if (thousandsMark !== undefined) {
    const mark = quoteLiteral(thousandsMark);
    const form = quoteLiteral(grouped(decimalMark, thousandsMark));
    plain =
      `CASE WHEN NOT contains(${sql}, ${mark}) THEN ${sql} ` +
      `WHEN regexp_full_match(${sql}, ${form}) THEN replace(${sql}, ${mark}, '') END`;
  }
  if (decimalMark === ".") return plain;
  return `(CASE WHEN NOT contains((${plain}), '.') THEN replace((${plain}), ',', '.') END)`;
}

function grouped(decimalMark: string, thousandsMark: string): string {
  return `-?[0-9]{1,3}(${escaped(thousandsMark)}[0-9]{3})+(${escaped(decimalMark)}[0-9]+)?`;
}

function escaped(mark: string): string {
  return /[A-Za-z0-9\s]/.test(mark) ? mark : `\\${mark}`;
}
