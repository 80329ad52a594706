/**
 * A value in the one form that all result formats are brought to. Numbers are text with the digits
 * that count, structs are pairs of name and value, maps such pairs sorted by key.
 */
export type Canonical = string | null | readonly Canonical[];

/** JSON, CSV and Markdown cannot carry NaN and infinities; Markdown does not tell NULL from "". */
export interface Loss {
  readonly onlyFinite: boolean;
  readonly nullIsEmpty: boolean;
}

export const NO_LOSS: Loss = { onlyFinite: false, nullIsEmpty: false };

export function numberCell(value: number, loss: Loss): Canonical {
  if (!Number.isFinite(value) && loss.onlyFinite) return null;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** ISO 8601, with its years before 1 (0000 is 1 BC), without zeros at the end of the fraction. */
export function timeCell(text: string): string {
  return withIsoYear(text)
    .replace(" ", "T")
    .replace(/(\.\d*?)0+(Z?)$/, "$1$2")
    .replace(/\.(Z?)$/, "$1");
}

export function mapCell(entries: readonly (readonly [Canonical, Canonical])[]): Canonical {
  return [...entries].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** DuckDB writes `0044-03-15 (BC) 00:00:00` where ISO has the year -0043. */
export function withIsoYear(text: string): string {
  if (!text.includes(" (BC)")) return text;
  const [, year = "", rest = ""] = /^(\d+)(.*)$/.exec(text.replace(" (BC)", "")) ?? [];
  const before = Number(year) - 1;
  return `${before === 0 ? "" : "-"}${String(before).padStart(4, "0")}${rest}`;
}
