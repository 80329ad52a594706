import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { pause } from "../crash/crash-client.ts";
import type { KilledServer } from "../crash/killer.ts";
import { descriptorsOf, pssMb } from "../server/process-usage.ts";
import { type Usage, usageOf } from "../server/server-usage.ts";
import type { Sample } from "./slope.ts";

const SAMPLE_EVERY_MS = 5_000;

/** Measures the server while others keep it busy. */
export class Observer {
  readonly apiMemory: Sample[] = [];
  readonly engineMemory: Sample[] = [];
  readonly apiDescriptors: Sample[] = [];
  /** How long `GET /health` took, in ms: what the event loop and the machine add to nothing. */
  readonly healthMs: number[] = [];
  readonly #server: KilledServer;

  constructor(server: KilledServer) {
    this.#server = server;
  }

  async runUntil(endAt: number): Promise<void> {
    while (Date.now() < endAt) {
      this.#sample();
      for (let waited = 0; waited < SAMPLE_EVERY_MS && Date.now() < endAt; waited += 500) {
        await this.#askHealth();
        await pause(500);
      }
    }
  }

  /** Undefined while the server is down. */
  look(): Usage | undefined {
    try {
      return usageOf(this.#server.process);
    } catch {
      return undefined;
    }
  }

  #sample(): void {
    const at = Date.now();
    const { process } = this.#server;
    try {
      this.apiMemory.push({ at, pid: process.pid, value: pssMb(process.pid) });
      this.apiDescriptors.push({ at, pid: process.pid, value: descriptorsOf(process.pid) });
      for (const pid of process.enginePids()) {
        this.engineMemory.push({ at, pid, value: pssMb(pid) });
      }
    } catch {
      // It was killed just now.
    }
  }

  async #askHealth(): Promise<void> {
    const beganAt = performance.now();
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(`${this.#server.url}/health`, { signal }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.status === 200) this.healthMs.push(performance.now() - beganAt);
  }
}

/** Bytes of the files of a folder, as they are now. */
export function folderMb(folder: string): number {
  const sizes = new Map<number, number>();
  for (const path of globSync(join(folder, "**/*"))) {
    const found = statSync(path, { throwIfNoEntry: false });
    // A file with several names takes its space once.
    if (found?.isFile() === true) sizes.set(found.ino, found.size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1_024 ** 2;
}
