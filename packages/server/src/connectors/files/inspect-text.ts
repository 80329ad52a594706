import { Worker } from "node:worker_threads";
import { type LoadSource, type SourceDescription, SqlError } from "../../engine/engine.ts";
import { SourceError } from "../source-error.ts";

/** What the thread says at its end. */
export type InspectedText =
  | { readonly description: SourceDescription }
  /** The file is at fault. */
  | { readonly problem: string };

const THREAD = new URL("./inspect-text-thread.ts", import.meta.url);
const MAX_MEMORY_MB = 1024;

/**
 * Finds out the columns of a text file from all of it, in a thread of its own: other sources of this
 * process answer meanwhile.
 */
export async function inspectText(
  source: LoadSource,
  signal: AbortSignal,
): Promise<SourceDescription> {
  signal.throwIfAborted();
  const worker = new Worker(THREAD, {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<InspectedText>();
  const leave = (): void => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  worker.once("message", resolve);
  worker.once("error", (error) => reject(threadError(error, source)));
  worker.once("exit", () => reject(new Error("the thread ended without an answer")));
  try {
    const inspected = await promise;
    if ("description" in inspected) return inspected.description;
    throw new SqlError(inspected.problem);
  } finally {
    signal.removeEventListener("abort", leave);
    await worker.terminate();
  }
}

function threadError(error: unknown, { label }: LoadSource): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ERR_WORKER_OUT_OF_MEMORY") return error;
  return new SourceError("unreadable", `${label} takes too much memory to be looked at.`);
}
