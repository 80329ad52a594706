import { availableParallelism, totalmem } from "node:os";
import { machineFacts } from "./machine-facts.ts";
import { type Options, parseOptions, USAGE } from "./options.ts";
import { jsonReport } from "./report/json-report.ts";
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
  const { scale, suites, json } = options;
  const limits = {
    threads: availableParallelism(),
    memoryMb: Math.max(256, Math.floor(totalmem() / 1_024 ** 2 / 4)),
  };
  const facts = await machineFacts(limits);
  const progress = (text: string): void => console.error(text);
  const measured: Measurement[] = [];
  let isWhole = true;
  if (!json) console.log(facts);
  for (const suite of suites) {
    const ofSuite: Measurement[] = [];
    const settings = { scale, limits, signal, progress, report: json ? progress : console.log };
    try {
      for await (const one of runSuite(suite, settings)) ofSuite.push(one);
    } catch (error) {
      signal.throwIfAborted();
      isWhole = false;
      console.error(`${suite.name}: FAILED:`, error);
    }
    if (!json) console.log(`\n${tableReport(suite, ofSuite)}`);
    measured.push(...ofSuite);
  }
  if (json) console.log(jsonReport(measured));
  return isWhole;
}

process.exitCode = await main(process.argv.slice(2));
