import { spawnSync } from "node:child_process";
import { join } from "node:path";

const BIN = join(import.meta.dirname, "..", "node_modules", ".bin");

/** Runs a tool of the project to its end, its output shown; returns its exit code. */
export function runCommand(tool: string, args: readonly string[]): number {
  const { status, error } = spawnSync(join(BIN, tool), [...args], { stdio: "inherit" });
  if (error !== undefined) throw error;
  return status ?? 1;
}
