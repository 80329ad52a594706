import { DataDirInUseError } from "../data-dir/server-lock.ts";
import { BackupError } from "./backup-error.ts";
import type { BackedUpFile } from "./manifest.ts";

/** Longest time that a command may take. */
const LIMIT_MS = 24 * 3_600_000;

/**
 * Runs a command until it is done, and leaves what it was doing when it is told to stop. Sets the exit
 * code: 1 when it cannot be done, 2 when it was not called right.
 */
export async function runCommand(
  usage: string,
  command: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new BackupError("stopped; nothing was left behind"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
  try {
    await command(AbortSignal.any([stopping.signal, AbortSignal.timeout(LIMIT_MS)]));
  } catch (error) {
    process.exitCode = error instanceof TypeError ? 2 : 1;
    console.error(error instanceof TypeError ? `${error.message}\n${usage}` : reasonOf(error));
  }
}

/** @throws {TypeError} like `parseArgs` does. */
export function requiredOption(name: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new TypeError(`--${name} is missing`);
  return value;
}

export function sizeText(files: readonly BackedUpFile[]): string {
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return `${(sizeBytes / 1_000_000).toFixed(1)} MB`;
}

/** What went wrong without a stack, where the reason lies outside the program. */
function reasonOf(error: unknown): unknown {
  if (error instanceof BackupError || error instanceof DataDirInUseError) return error.message;
  const isSystemError = error instanceof Error && "code" in error && "syscall" in error;
  return isSystemError ? error.message : error;
}
