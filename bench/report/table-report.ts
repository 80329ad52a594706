import type { Suite } from "../bench.ts";
import { type Measurement, ratioOf } from "../measurement.ts";
import type { Spread } from "../spread.ts";

const HEAD = ["case", "unit", "ours", "(min..max)", "baseline", "(min..max)", "ratio", "aim"];
/** Columns with text stand left, those with figures right. */
const TEXT_COLUMNS = new Set([0, 1, 7]);

/** One suite as an aligned Markdown table. */
export function tableReport(suite: Suite, measured: readonly Measurement[]): string {
  const rows = measured.map((one) => [
    one.case,
    one.unit,
    ...spreadCells(one.ours),
    ...spreadCells(one.baseline),
    ratioOf(one)?.toFixed(2) ?? "",
    one.aim === undefined ? "" : `${one.aim.text}: ${one.aim.isMet ? "met" : "missed"}`,
  ]);
  const widths = HEAD.map((head, index) =>
    Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const rule = widths.map((width, index) =>
    TEXT_COLUMNS.has(index) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const lines = [HEAD, rule, ...rows].map((row) => line(row, widths));
  return [`${suite.name} (baseline: ${suite.baseline})`, "", ...lines].join("\n");
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return TEXT_COLUMNS.has(index) ? cell.padEnd(width) : cell.padStart(width);
  });
  return `| ${padded.join(" | ")} |`;
}

function spreadCells(spread: Spread | undefined): [string, string] {
  if (spread === undefined) return ["", ""];
  const { min, median, max } = spread;
  return [figure(median), min === max ? "" : `${figure(min)}..${figure(max)}`];
}

/** Three digits that count, never in exponent form. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
