import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface ProcessOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Text for standard input. */
  readonly input?: string;
  readonly timeoutMs: number;
}

/** Runs a program to its end; returns its standard output, rejects with what it said on failure. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: options.timeoutMs,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  // A program that ends early closes its input: its exit code says why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const { promise: exited, resolve, reject } = Promise.withResolvers<string>();
  child.on("error", reject);
  child.on("close", (code, signal) => resolve(signal ?? String(code)));
  const [output, errors, end] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (end !== "0") {
    throw new Error(`${command} ${args.join(" ")} ended with ${end}:\n${errors}${output}`);
  }
  return output;
}
