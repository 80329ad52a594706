import { readFile, writeFile } from "node:fs/promises";

const NEXT_SECTION = "\n## ";

/** What a suite left behind, to be put into a page. */
export interface SuiteReport {
  /** Of the machine and the software, a line each. */
  readonly facts: string;
  /** What it printed beside its figures. */
  readonly lines: readonly string[];
  /** As `tableReport` makes it: its first line is the heading. */
  readonly table: string;
}

/**
 * Puts a suite into a Markdown page: the section under its heading is replaced up to the next
 * heading, so that words about it belong elsewhere. One that is missing is added before the section
 * that says where we lose, or at the end.
 */
export async function writeSection(path: string, report: SuiteReport): Promise<void> {
  const page = await readFile(path, "utf8");
  await writeFile(path, withSection(page, report));
}

function withSection(page: string, report: SuiteReport): string {
  const heading = `\n${report.table.slice(0, report.table.indexOf("\n"))}\n`;
  const text = `\n${sectionText(report)}\n`;
  const found = page.indexOf(heading);
  if (found >= 0) {
    const after = page.indexOf(NEXT_SECTION, found + heading.length);
    return page.slice(0, found) + text + (after < 0 ? "" : page.slice(after));
  }
  const before = page.indexOf("\n## Where we lose");
  return before < 0
    ? `${page.trimEnd()}\n${text}`
    : page.slice(0, before) + text + page.slice(before);
}

function sectionText({ facts, lines, table }: SuiteReport): string {
  const day = new Date().toISOString().slice(0, 10);
  const block = lines.length === 0 ? [] : ["", "```text", ...lines, "```"];
  return [table, ...block, "", `${day}; ${facts.split("\n").join("; ")}.`, ""].join("\n");
}
