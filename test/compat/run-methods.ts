import { join } from "node:path";
import type { ClientColumn, TableSection } from "./compat-table.ts";
import type { InstalledClient } from "./install-clients.ts";
import type { Fixture } from "./prepare-fixture.ts";
import { type CaseOutcome, runCases } from "./run-cases.ts";
import { runProcess } from "./run-process.ts";

const PROGRAM = join(import.meta.dirname, "python", "run_methods.py");
const ALL_METHODS_LIMIT_MS = 240_000;

/** Calls every method of one client: what to call is found by looking at the client. */
export async function runMethods(
  { python, version }: InstalledClient,
  fixture: Fixture,
): Promise<Map<string, CaseOutcome>> {
  const listed = await runProcess(python, [PROGRAM, "--list"], { timeoutMs: 60_000 });
  const methods = listed
    .trim()
    .split("\n")
    .map((id) => ({ id }));
  console.log(`calling ${methods.length} methods with hotdata ${version} ...`);
  const program = { python, command: [PROGRAM], timeoutMs: ALL_METHODS_LIMIT_MS };
  const outcomes = await runCases(program, methods, fixture);
  for (const { id } of methods) if (!outcomes.has(id)) outcomes.set(id, unreached(id));
  return outcomes;
}

/** The client's program ended before it came to this method. */
function unreached(id: string): CaseOutcome {
  return { case: id, outcome: "fail", reason: "not reached", notes: [] };
}

/** A row for each method of any of the clients. */
export function methodSection(columns: readonly ClientColumn[]): TableSection {
  const ids = new Set(columns.flatMap(({ methods }) => [...methods]));
  const cases = [...ids].toSorted().map((id) => ({ id, title: `\`${id}\`` }));
  return { heading: "API method", label: "methods", isByRelease: true, cases };
}
