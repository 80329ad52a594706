import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCases } from "./all-cases.ts";
import { checkKeyless } from "./check-keyless.ts";
import { compareWithContract } from "./compare-contract.ts";
import { Coverage, judge, type Verdict } from "./coverage.ts";
import { readExpectedCalls } from "./expected-calls.ts";
import { openWorld } from "./open-world.ts";

/**
 * Makes every call of the committed list on a real server: its success and each documented refusal,
 * every answer checked against the contract. Exit code 0 when nothing is missing.
 */
async function main(): Promise<number> {
  const calls = readExpectedCalls();
  const coverage = new Coverage();
  const failures = [...compareWithContract(calls)];
  const folder = await mkdtemp(join(tmpdir(), "hotdata-conformance-"));
  try {
    const { world, close } = await openWorld(folder, calls, coverage);
    try {
      for (const { name, run } of allCases) {
        await run(world).catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
      }
      const keyless = await checkKeyless(world.client, calls);
      failures.push(...keyless.failures);
      const refused = keyless.count - keyless.failures.length;
      console.log(`without a key: ${refused} of ${keyless.count} calls answer 401`);
    } finally {
      if (!(await close())) failures.push("a server did not end with exit code 0");
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const verdict = judge(calls, coverage);
  for (const line of [...failures, ...verdict.missing]) console.log(line);
  console.log(summary(calls.length, verdict));
  return failures.length + verdict.missing.length === 0 ? 0 : 1;
}

function summary(callCount: number, verdict: Verdict): string {
  const { realCount, coveredCount, clientErrorCount } = verdict;
  return [
    `${callCount} calls: ${realCount} real, ${callCount - realCount} pending`,
    `client errors covered ${coveredCount} of ${clientErrorCount}`,
  ].join("; ");
}

process.exitCode = await main();
