import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runProcess } from "../compat/run-process.ts";

const FOLDER = join(import.meta.dirname, "../../packages/server/src/backup");
const FLAGS = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
const LIMIT_MS = 180_000;

/** Takes a backup as an operator does; returns for how many milliseconds changes waited. */
export async function runBackup(dataDir: string, to: string, more: string[] = []): Promise<number> {
  const args = ["--data-dir", dataDir, "--to", to, ...more];
  const output = await run("backup-main.ts", args);
  const waited = /changes waited (\d+) ms/.exec(output)?.[1];
  if (waited === undefined) throw new Error(`the backup said: ${output}`);
  return Number(waited);
}

export async function runVerify(backup: string): Promise<void> {
  await run("backup-main.ts", ["verify", backup]);
}

export async function runRestore(from: string, dataDir: string): Promise<void> {
  await run("restore-main.ts", ["--from", from, "--data-dir", dataDir]);
}

/** Begins a backup and ends its process without warning. */
export async function killBackup(dataDir: string, to: string, afterMs: number): Promise<void> {
  const args = [...FLAGS, join(FOLDER, "backup-main.ts"), "--data-dir", dataDir, "--to", to];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: "ignore" });
  const exited = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
  await exited;
  clearTimeout(timer);
}

function run(program: string, args: readonly string[]): Promise<string> {
  const all = [...FLAGS, join(FOLDER, program), ...args];
  return runProcess(process.execPath, all, { timeoutMs: LIMIT_MS });
}
