import { z } from "zod";
import type { CompatCase } from "./compat-cases.ts";
import { ProcessFailure, runProcess } from "./run-process.ts";

const outcomeLine = z.object({
  case: z.string(),
  outcome: z.enum(["ok", "fail", "n/a"]),
  reason: z.string().optional(),
  /** The status of an answer that declines the method as a whole, as it must. */
  declined: z.number().optional(),
  /** Where the page's snippet had to be adapted to this client, or what to know of the answer. */
  notes: z.array(z.string()),
});

export type CaseOutcome = z.infer<typeof outcomeLine>;

/** A program that runs cases and writes a line about each. */
export interface CaseProgram {
  readonly python: string;
  /** The program's path, and the arguments before the ids of the cases. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
}

/** Runs cases; one without an outcome is missing from the answer. */
export async function runCases(
  program: CaseProgram,
  cases: readonly Pick<CompatCase, "id">[],
  fixture: object,
): Promise<Map<string, CaseOutcome>> {
  const output = await runProcess(
    program.python,
    [...program.command, ...cases.map(({ id }) => id)],
    {
      env: clientEnvironment(),
      input: JSON.stringify(fixture),
      timeoutMs: program.timeoutMs,
    },
  ).catch(outputSoFar);
  const lines = output.split("\n").filter((line) => line !== "");
  const outcomes = lines.map((line) => outcomeLine.parse(JSON.parse(line)));
  return new Map(outcomes.map((outcome) => [outcome.case, outcome]));
}

/** The release of a package that an environment holds. */
export async function installedVersion(python: string, name: string): Promise<string> {
  const print = `import importlib.metadata as m; print(m.version('${name}'))`;
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
