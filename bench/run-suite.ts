import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Suite } from "./bench.ts";
import type { Measurement } from "./measurement.ts";

/** Runs a suite in a temporary folder that is removed at the end, whatever happens. */
export async function* runSuite(
  suite: Suite,
  settings: Omit<Bench, "folder" | "print">,
): AsyncGenerator<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), `hotdata-bench-${suite.name}-`));
  const progress = (text: string): void => settings.progress(`${suite.name}: ${text}`);
  const report = (text: string): void => settings.report(`${suite.name}: ${text}`);
  try {
    yield* suite.run({ ...settings, folder, progress, report, print: settings.report });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
