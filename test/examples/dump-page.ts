import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../compat/run-process.ts";
import { CHROMIUM, CHROMIUM_FLAGS } from "../runtimes/chromium-runtime.ts";

const LIMIT_MS = 60_000;

/** The page as it is once its scripts have done their first work. */
export async function dumpPage(url: string): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), "hotdata-chromium-"));
  try {
    // The browser's clock stands still while requests are under way.
    const args = ["--virtual-time-budget=10000", "--dump-dom", `--user-data-dir=${profile}`, url];
    return await runProcess(CHROMIUM, [...CHROMIUM_FLAGS, ...args], { timeoutMs: LIMIT_MS });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
