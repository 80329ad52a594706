import { clientDifferences } from "./client-differences.ts";
import { clientLine, compatTable, failureLines } from "./compat-table.ts";
import { packageLine, packageTable } from "./package-table.ts";
import { caseSections, type PythonWorld } from "./python-world.ts";
import { methodSection } from "./run-methods.ts";
import type { Tally } from "./tally.ts";

/** The tables of docs/compatibility.md. */
export async function pageTables(world: PythonWorld): Promise<string> {
  const { clients, columns, packages } = world;
  return [
    ["```", ...summaryLines(world), "```"].join("\n"),
    packageTable(packages),
    compatTable(caseSections, columns, "Where the snippet had to be adapted to the client"),
    compatTable([methodSection(columns)], columns, "About the answers"),
    await clientDifferences(clients),
  ].join("\n\n");
}

/** A line for each release of the client and for each package. */
export function summaryLines({ columns, packages }: PythonWorld): string[] {
  const sections = [methodSection(columns), ...caseSections];
  return [
    ...columns.map((column) => clientLine(column, sections)),
    ...packages.map((one) => packageLine(one)),
  ];
}

/** Every failure with its whole reason. */
export function allFailures({ columns, packages }: PythonWorld): string[] {
  return [
    ...columns.flatMap(({ version, outcomes }) => failureLines(version, outcomes)),
    ...packages.flatMap(({ name, outcomes }) => failureLines(name, outcomes)),
  ];
}

/** Counts what must pass: cases and methods of the gates, and scenarios of the packages. */
export function countWorld({ columns, packages }: PythonWorld, tally: Tally): void {
  for (const { outcomes, methods } of columns.filter(({ isGate }) => isGate)) {
    for (const { cases } of caseSections) tally.countCases(cases, outcomes);
    const called = [...methods].map((id) => ({ id }));
    tally.countCases(called, outcomes);
  }
  for (const { scenarios, outcomes } of packages) tally.countCases(scenarios, outcomes);
}
