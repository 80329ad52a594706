import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { PortableMessage } from "../../packages/sdk/test/portable/world.ts";
import type { Runtime, RuntimeJob } from "./runtime.ts";

const LAUNCHER = join(import.meta.dirname, "launch", "command.mjs");

/**
 * A runtime that is a program. It has to end by itself: what keeps it alive after the last test is
 * a timer or a socket that the SDK forgot.
 */
export class CommandRuntime implements Runtime {
  readonly name: string;
  readonly hasFiles = true;
  readonly #command: string;
  readonly #flags: (job: RuntimeJob) => readonly string[];

  constructor(
    name: string,
    command: string,
    flags: (job: RuntimeJob) => readonly string[] = () => [],
  ) {
    this.name = name;
    this.#command = command;
    this.#flags = flags;
  }

  async run(job: RuntimeJob): Promise<void> {
    const { bundle, world, hear, signal } = job;
    const args = [LAUNCHER, pathToFileURL(bundle).href, JSON.stringify(world)];
    const child = spawn(this.#command, [...this.#flags(job), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1" },
      signal,
      killSignal: "SIGKILL",
    });
    const closed = once(child, "close");
    const said = text(child.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      hear(parseMessage(line));
    }
    const [code, killed] = await closed;
    if (code === 0) return;
    throw new Error(`it ended with ${String(code ?? killed)}: ${(await said).trim()}`);
  }
}

/** Whatever else a program prints is shown as it is. */
function parseMessage(line: string): PortableMessage {
  if (!line.startsWith('{"type":')) return { type: "line", text: line };
  const message: PortableMessage = JSON.parse(line);
  return message;
}
