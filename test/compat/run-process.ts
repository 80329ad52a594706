import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface ProcessOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Text for standard input. */
  readonly input?: string;
  readonly timeoutMs: number;
}

/** A program that did not end with exit code 0. */
export class ProcessFailure extends Error {
  /** What it had written to standard output until then. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.name = "ProcessFailure";
    this.output = output;
  }
}

/**
 * Runs a program to its end; returns its standard output.
 *
 * @throws {ProcessFailure} when it ends with another exit code than 0, or takes too long
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: options.timeoutMs,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  // A program that ends early closes its input: its exit code says why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const { promise: ended, resolve, reject } = Promise.withResolvers<string>();
  child.on("error", reject);
  child.on("close", (code, signal) => resolve(signal ?? String(code)));
  const [output, errors, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (end === "0") return output;
  throw new ProcessFailure(`${command} ${args[0] ?? ""} ended with ${end}:\n${errors}`, output);
}
