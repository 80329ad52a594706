import { join } from "node:path";
import { z } from "zod";
import type { CompatCase } from "./compat-cases.ts";
import type { Fixture } from "./prepare-fixture.ts";
import { ProcessFailure, runProcess } from "./run-process.ts";

const outcomeLine = z.object({
  case: z.string(),
  outcome: z.enum(["ok", "fail", "n/a"]),
  reason: z.string().optional(),
  /** Where the page's snippet had to be adapted to this client. */
  notes: z.array(z.string()),
});

export type CaseOutcome = z.infer<typeof outcomeLine>;

const PROGRAM = join(import.meta.dirname, "python", "run_cases.py");
const ALL_CASES_LIMIT_MS = 300_000;

/** Runs the cases with one client; a case without an outcome is missing from the answer. */
export async function runCases(
  python: string,
  cases: readonly CompatCase[],
  fixture: Fixture,
): Promise<Map<string, CaseOutcome>> {
  const output = await runProcess(python, [PROGRAM, ...cases.map(({ id }) => id)], {
    env: clientEnvironment(),
    input: JSON.stringify(fixture),
    timeoutMs: ALL_CASES_LIMIT_MS,
  }).catch(outputSoFar);
  const lines = output.split("\n").filter((line) => line !== "");
  const outcomes = lines.map((line) => outcomeLine.parse(JSON.parse(line)));
  return new Map(outcomes.map((outcome) => [outcome.case, outcome]));
}

/** The release of the client that an environment holds. */
export async function installedVersion(python: string): Promise<string> {
  const print = "import importlib.metadata as m; print(m.version('hotdata'))";
  return (await runProcess(python, ["-c", print], { timeoutMs: 30_000 })).trim();
}

/** The clients read settings from the environment: only the case's own configuration may count. */
function clientEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("HOTDATA_"));
  return { ...Object.fromEntries(kept), PYTHONDONTWRITEBYTECODE: "1" };
}

/** A client that crashes leaves the cells of the cases that it did not reach blank. */
function outputSoFar(error: unknown): string {
  if (!(error instanceof ProcessFailure)) throw error;
  console.error(error.message);
  return error.output;
}
