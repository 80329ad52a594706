import type { CompatCase } from "./compat-cases.ts";
import type { CaseOutcome } from "./run-cases.ts";

/** One client's column. */
export interface ClientColumn {
  readonly version: string;
  readonly isGate: boolean;
  /** Of cases and of methods. */
  readonly outcomes: ReadonlyMap<string, CaseOutcome>;
  /** The methods that this release offers. */
  readonly methods: ReadonlySet<string>;
}

export interface TableSection {
  readonly heading: string;
  /** What its cases are called on one line. */
  readonly label: string;
  /** Whether its rows are what the releases offer, so that each has rows that another lacks. */
  readonly isByRelease?: boolean;
  readonly cases: readonly CompatCase[];
}

/** Longer reasons of failures are printed in full below the table. */
const CELL_REASON_LENGTH = 60;

/** Snippet x version, as Markdown that also reads well in a terminal. */
export function compatTable(
  sections: readonly TableSection[],
  columns: readonly ClientColumn[],
  notesHeading: string,
): string {
  const notes = new Footnotes();
  const parts = sections.map(({ heading, cases }) => {
    const head = [heading, ...columns.map(columnHeading)];
    const rows = cases.map((row) => [
      row.title,
      ...columns.map((column) => cellText(outcomeOf(column, row.id), notes)),
    ]);
    return markdownTable([head, ...rows]);
  });
  return [...parts, notes.text(notesHeading)].filter((part) => part !== "").join("\n\n");
}

/** What came of a case; a method that the release does not have needs no outcome. */
function outcomeOf({ outcomes, methods }: ClientColumn, id: string): CaseOutcome | undefined {
  const isMissing = id.includes("Api.") && !methods.has(id);
  return isMissing ? { case: id, outcome: "n/a", notes: [] } : outcomes.get(id);
}

export function cellText(outcome: CaseOutcome | undefined, notes: Footnotes): string {
  if (outcome === undefined) return "";
  const marks = outcome.notes
    .map((note) => notes.mark(note))
    .toSorted()
    .join(" ");
  if (outcome.outcome === "ok") return `${outcome.declined ?? "ok"} ${marks}`.trim();
  const reason = (outcome.reason ?? "").replaceAll("|", "\\|");
  if (outcome.outcome === "n/a") return `n/a ${reason}`.trim();
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
export function clientLine(column: ClientColumn, sections: readonly TableSection[]): string {
  const parts = sections.map(({ label, cases, isByRelease = false }) => {
    const found = cases.map(({ id }) => outcomeOf(column, id)?.outcome);
    const missing = found.filter((outcome) => outcome === "n/a").length;
    const passed = found.filter((outcome) => outcome === "ok").length;
    const declined = cases.filter(({ id }) => outcomeOf(column, id)?.declined !== undefined).length;
    const unoffered = missing === 0 || isByRelease ? "" : ` (${missing} more not in this release)`;
    const counted = declined === 0 ? "" : ` (${declined} of them declined)`;
    return `${label} ${passed} of ${cases.length - missing}${counted}${unoffered}`;
  });
  return `hotdata ${column.version}: ${parts.join(", ")}`;
}

/** Letters for notes, in the order in which they are first met. */
export class Footnotes {
  readonly #notes: string[] = [];

  mark(note: string): string {
    if (!this.#notes.includes(note)) this.#notes.push(note);
    return `(${String.fromCodePoint(97 + this.#notes.indexOf(note))})`;
  }

  text(heading: string): string {
    if (this.#notes.length === 0) return "";
    const lines = this.#notes.map((note) => `- ${this.mark(note)} ${note}`);
    return [`${heading}:`, "", ...lines].join("\n");
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
