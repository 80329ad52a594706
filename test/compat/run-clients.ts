import { join } from "node:path";
import type { ClientColumn, TableSection } from "./compat-table.ts";
import type { InstalledClient } from "./install-clients.ts";
import type { Fixture } from "./prepare-fixture.ts";
import { runCases } from "./run-cases.ts";
import { runMethods } from "./run-methods.ts";

const PROGRAM = join(import.meta.dirname, "python", "run_cases.py");
const ALL_CASES_LIMIT_MS = 300_000;

/** All cases and methods of every client, one client after the other. */
export async function runClients(
  clients: readonly InstalledClient[],
  sections: readonly TableSection[],
  fixture: Fixture,
): Promise<ClientColumn[]> {
  const cases = sections.flatMap((section) => section.cases);
  const columns: ClientColumn[] = [];
  for (const { python, version, isGate } of clients) {
    console.log(`running ${cases.length} cases with hotdata ${version} ...`);
    const program = { python, command: [PROGRAM], timeoutMs: ALL_CASES_LIMIT_MS };
    const ofCases = await runCases(program, cases, fixture);
    const ofMethods = await runMethods({ python, version, isGate }, fixture);
    const outcomes = new Map([...ofCases, ...ofMethods]);
    columns.push({ version, isGate, outcomes, methods: new Set(ofMethods.keys()) });
  }
  return columns;
}
