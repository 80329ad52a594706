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
  await measure(options, stop.signal);
  return 0;
}

/** The report goes to stdout, what happens meanwhile to stderr. */
async function measure(options: Options, signal: AbortSignal): Promise<void> {
  const { scale, suites, json } = options;
  const limits = {
    threads: availableParallelism(),
    memoryMb: Math.max(256, Math.floor(totalmem() / 1_024 ** 2 / 4)),
  };
  const facts = await machineFacts(limits);
  const progress = (text: string): void => console.error(text);
  const measured: Measurement[] = [];
  if (!json) console.log(facts);
  for (const suite of suites) {
    const ofSuite: Measurement[] = [];
    const settings = { scale, limits, signal, progress, report: json ? progress : console.log };
    for await (const one of runSuite(suite, settings)) ofSuite.push(one);
    if (!json) console.log(`\n${tableReport(suite, ofSuite)}`);
    measured.push(...ofSuite);
  }
  if (json) console.log(jsonReport(measured));
}

process.exitCode = await main(process.argv.slice(2));
