import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PortableMessage } from "../../packages/sdk/test/portable/world.ts";
import { ServerProcess } from "../server/server-process.ts";
import { allRuntimes } from "./all-runtimes.ts";
import { bundle } from "./bundle.ts";
import { FaultyServer } from "./faulty-server.ts";
import type { PortableModule, Runtime, RuntimeJob } from "./runtime.ts";

const RUNTIME_LIMIT_MS = 180_000;

/** What one runtime said, and why it ended if not well. */
export interface RuntimeReport {
  readonly name: string;
  readonly messages: readonly PortableMessage[];
  readonly error: string | undefined;
}

/**
 * Compiles a module once and runs it in one runtime after the other against a real server; yields
 * a report as each ends. Nothing is left afterwards: no process and no file.
 */
export async function* runEverywhere(
  module: PortableModule,
  words: readonly string[] = [],
): AsyncGenerator<RuntimeReport, void> {
  const needsFiles = module.needsFiles === true;
  const runtimes = (await allRuntimes(words)).filter(({ hasFiles }) => hasFiles || !needsFiles);
  const folder = await mkdtemp(join(tmpdir(), "hotdata-runtimes-"));
  try {
    const compiled = join(folder, "bundle.mjs");
    await bundle(module, compiled);
    const apiKey = "runtimes-test-key";
    const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey });
    try {
      await using faulty = await FaultyServer.start();
      const world = { host: server.url, apiKey, faultyHost: faulty.url };
      const job = { bundle: compiled, needsFiles, world };
      for (const runtime of runtimes) yield await runIn(runtime, job);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(
  runtime: Runtime,
  job: Pick<RuntimeJob, "bundle" | "needsFiles" | "world">,
): Promise<RuntimeReport> {
  const messages: PortableMessage[] = [];
  const hear = (message: PortableMessage): number => messages.push(message);
  const signal = AbortSignal.timeout(RUNTIME_LIMIT_MS);
  let error: string | undefined;
  try {
    await runtime.run({ ...job, hear, signal });
    const end = messages.find((message) => message.type === "end");
    error = end === undefined ? "it ended without saying so" : end.error;
  } catch (failure) {
    error = signal.aborted ? `it did not end within ${RUNTIME_LIMIT_MS / 1000} s` : String(failure);
  }
  return { name: runtime.name, messages, error };
}
