import { availableParallelism, totalmem } from "node:os";
import { machineFacts } from "./machine-facts.ts";
import { type Options, parseOptions, USAGE } from "./options.ts";
import { jsonReport } from "./report/json-report.ts";
import { writeSection } from "./report/markdown-page.ts";
import { tableReport } from "./report/table-report.ts";
import { runSuite } from "./run-suite.ts";
import type { Measurement } from "./measurement.ts";

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
  }
  return (await measure(options, stop.signal)) ? 0 : 1;
}

/**
 * The report goes to stdout, what happens meanwhile to stderr.
 *
 * @returns whether every suite came to its end; one that fails does not keep the next from running
 */
async function measure(options: Options, signal: AbortSignal): Promise<boolean> {
  const limits = {
    threads: availableParallelism(),
    memoryMb: Math.max(256, Math.floor(totalmem() / 1_024 ** 2 / 4)),
  };
  const say = options.json ? console.error : console.log;
  const started = performance.now();
  const measured: Measurement[] = [];
  const failed: string[] = [];
  for (const suite of options.suites) {
    const facts = await machineFacts(limits);
    say(`${facts}\n`);
    const ofSuite: Measurement[] = [];
    const lines: string[] = [];
    const report = (line: string): void => {
      lines.push(line);
      say(line);
    };
    const { scale, only } = options;
    const settings = { scale, only, limits, signal, progress: console.error, report };
    try {
      for await (const one of runSuite(suite, settings)) ofSuite.push(one);
      // At once: what is measured is not lost if a later suite hangs.
      const table = tableReport(suite, ofSuite);
      if (options.write !== undefined) await writeSection(options.write, { facts, lines, table });
    } catch (error) {
      signal.throwIfAborted();
      failed.push(suite.name);
      console.error(`${suite.name}: FAILED:`, error);
    }
    if (!options.json) console.log(`\n${tableReport(suite, ofSuite)}\n`);
    measured.push(...ofSuite);
  }
  if (options.json) console.log(jsonReport(measured));
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const verdict = failed.length === 0 ? "all came to their end" : `FAILED: ${failed.join(", ")}`;
  console.error(`${options.suites.length} suites in ${minutes} minutes; ${verdict}`);
  return failed.length === 0;
}

process.exitCode = await main(process.argv.slice(2));
