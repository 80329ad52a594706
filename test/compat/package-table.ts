import { cellText, Footnotes, markdownTable } from "./compat-table.ts";
import type { PackageOutcomes } from "./run-packages.ts";

/** Package x scenario, as Markdown. */
export function packageTable(packages: readonly PackageOutcomes[]): string {
  const notes = new Footnotes();
  const rows = packages.flatMap(({ name, version, scenarios, outcomes }) =>
    scenarios.map(({ id, title }, index) => [
      index === 0 ? `\`${name}\` ${version}` : "",
      title,
      cellText(outcomes.get(id), notes),
    ]),
  );
  return markdownTable([["Package", "Scenario", "Outcome"], ...rows]);
}

/** How many scenarios of a package came out as they must, on one line. */
export function packageLine({ name, version, scenarios, outcomes }: PackageOutcomes): string {
  const passed = scenarios.filter(({ id }) => outcomes.get(id)?.outcome === "ok").length;
  return `${name} ${version}: scenarios ${passed} of ${scenarios.length}`;
}
