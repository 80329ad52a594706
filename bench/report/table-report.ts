import type { Suite } from "../bench.ts";
import { type Measurement, ratioTo } from "../measurement.ts";
import type { Spread } from "../spread.ts";

const TEXT_HEADS = new Set(["case", "unit", "aim"]);

/** One suite as a section of Markdown: its command, what it is compared with, its table. */
export function tableReport(suite: Suite, measured: readonly Measurement[]): string {
  const others = [...new Set(measured.flatMap((one) => [...one.others.keys()]))];
  const otherHeads = others.flatMap((name) => [name, "(min..max)", "ratio"]);
  const heads = ["case", "unit", "ours", "(min..max)", "baseline", "(min..max)", "ratio"];
  const head = [...heads, ...otherHeads, "aim"];
  const rows = measured.map((one) => [
    one.case,
    one.unit,
    ...spreadCells(one.ours),
    ...comparedCells(one.ours, one.baseline),
    ...others.flatMap((name) => comparedCells(one.ours, one.others.get(name))),
    one.aim === undefined ? "" : `${one.aim.text}: ${one.aim.isMet ? "met" : "missed"}`,
  ]);
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const isText = head.map((title) => TEXT_HEADS.has(title));
  const rule = widths.map((width, index) =>
    isText[index] === true ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const lines = [head, rule, ...rows].map((row) => {
    const cells = row.map((cell, index) => {
      const width = widths[index] ?? 0;
      return isText[index] === true ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${cells.join(" | ")} |`;
  });
  const title = `## \`npm run bench -- ${suite.name}\``;
  const baseline = `${suite.name} (baseline: ${suite.baseline})`;
  return [title, "", suite.about, "", baseline, "", ...lines].join("\n");
}

function comparedCells(ours: Spread, other: Spread | undefined): [string, string, string] {
  return [...spreadCells(other), ratioTo(ours, other)?.toFixed(2) ?? ""];
}

function spreadCells(spread: Spread | undefined): [string, string] {
  if (spread === undefined) return ["", ""];
  const { min, median, max } = spread;
  return [figure(median), min === max ? "" : `${figure(min)}..${figure(max)}`];
}

/** Three digits that count, never in exponent form. */
function figure(value: number): string {
  return value >= 100 || value === 0 ? value.toFixed(0) : value.toPrecision(3);
}
