import type { CompatCase } from "./compat-cases.ts";
import type { CaseOutcome } from "./run-cases.ts";

/** One client's column. */
export interface ClientColumn {
  readonly version: string;
  readonly isGate: boolean;
  readonly outcomes: ReadonlyMap<string, CaseOutcome>;
}

export interface TableSection {
  readonly heading: string;
  /** What its cases are called on one line. */
  readonly label: string;
  readonly cases: readonly CompatCase[];
}

/** Longer reasons of failures are printed in full below the table. */
const CELL_REASON_LENGTH = 60;

/** Snippet x version, as Markdown that also reads well in a terminal. */
export function compatTable(
  sections: readonly TableSection[],
  columns: readonly ClientColumn[],
): string {
  const notes = new Footnotes();
  const parts = sections.map(({ heading, cases }) => {
    const head = [heading, ...columns.map(columnHeading)];
    const rows = cases.map((row) => [
      row.title,
      ...columns.map(({ outcomes }) => cellText(outcomes.get(row.id), notes)),
    ]);
    return markdownTable([head, ...rows]);
  });
  return [...parts, notes.text()].filter((part) => part !== "").join("\n\n");
}

export function cellText(outcome: CaseOutcome | undefined, notes: Footnotes): string {
  if (outcome === undefined) return "";
  const marks = outcome.notes
    .map((note) => notes.mark(note))
    .toSorted()
    .join(" ");
  if (outcome.outcome === "ok") return marks === "" ? "ok" : `ok ${marks}`;
  const reason = (outcome.reason ?? "").replaceAll("|", "\\|");
  if (outcome.outcome === "n/a") return `n/a ${reason}`;
  return `FAIL ${reason.slice(0, CELL_REASON_LENGTH)}`.trim();
}

function columnHeading({ version, isGate }: ClientColumn): string {
  return isGate ? version : `${version} (newest)`;
}

/** Every failure with its whole reason, one a line. */
export function failureLines(name: string, outcomes: ReadonlyMap<string, CaseOutcome>): string[] {
  return [...outcomes.values()]
    .filter(({ outcome }) => outcome === "fail")
    .map((failed) => `FAIL ${name} ${failed.case}: ${failed.reason ?? ""}`);
}

/** How many cases of each section this client passed; what it does not offer is told apart. */
export function clientLine(
  { version, outcomes }: ClientColumn,
  sections: readonly TableSection[],
): string {
  const parts = sections.map(({ label, cases }) => {
    const found = cases.map(({ id }) => outcomes.get(id)?.outcome);
    const missing = found.filter((outcome) => outcome === "n/a").length;
    const passed = found.filter((outcome) => outcome === "ok").length;
    const unoffered = missing === 0 ? "" : ` (${missing} more not in this release)`;
    return `${label} ${passed} of ${cases.length - missing}${unoffered}`;
  });
  return `hotdata ${version}: ${parts.join(", ")}`;
}

/** Letters for notes, in the order in which they are first met. */
export class Footnotes {
  readonly #notes: string[] = [];

  mark(note: string): string {
    if (!this.#notes.includes(note)) this.#notes.push(note);
    return `(${String.fromCodePoint(97 + this.#notes.indexOf(note))})`;
  }

  text(): string {
    if (this.#notes.length === 0) return "";
    const lines = this.#notes.map((note) => `- ${this.mark(note)} ${note}`);
    return ["Where the snippet had to be adapted to the client:", "", ...lines].join("\n");
  }
}

export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => (row[index] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(head), line(rule), ...body.map(line)].join("\n");
}
