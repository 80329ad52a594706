import { join } from "node:path";
import { runEverywhere } from "./run-everywhere.ts";
import type { RuntimeReport } from "./run-everywhere.ts";
import type { PortableModule } from "./runtime.ts";

const TESTS = join(import.meta.dirname, "../../packages/sdk/test");
const SUITE: PortableModule = { entry: join(TESTS, "portable/suite.ts") };
const FILES: PortableModule = { entry: join(TESTS, "portable-files/suite.ts"), needsFiles: true };

/** `npm run test:runtimes`, or with words to run only runtimes that have one in their name. */
async function main(words: readonly string[]): Promise<number> {
  const results = [
    await runSuite(SUITE, "", words),
    await runSuite(FILES, "hotdata/node in ", words),
  ];
  return results.every(Boolean) ? 0 : 1;
}

/** Whether all passed, and the same number everywhere. */
async function runSuite(
  module: PortableModule,
  title: string,
  words: readonly string[],
): Promise<boolean> {
  const counts = new Set<number>();
  let isGood = true;
  for await (const report of runEverywhere(module, words)) {
    const { count, passed } = show(report, title);
    counts.add(count);
    if (!passed || count === 0) isGood = false;
  }
  if (counts.size > 1) console.log(`the counts differ: ${[...counts].join(", ")}`);
  return isGood && counts.size <= 1;
}

function show(report: RuntimeReport, title: string): { count: number; passed: boolean } {
  const tests = report.messages.filter((message) => message.type === "test");
  const failed = tests.filter(({ error }) => error !== undefined);
  const figures = `${tests.length - failed.length} passed, failed ${failed.length}`;
  console.log(`${title}${report.name}: ${figures}`);
  for (const { name, error } of failed) console.log(`  ${name}\n    ${error}`);
  for (const message of report.messages) {
    if (message.type === "line") console.log(`  said: ${message.text}`);
  }
  if (report.error !== undefined) console.log(`  ${report.error}`);
  return { count: tests.length, passed: failed.length === 0 && report.error === undefined };
}

process.exitCode = await main(process.argv.slice(2));
