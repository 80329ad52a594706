import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Canary, findCanaries } from "./canary.ts";
import type { KeptAnswer } from "./leak-client.ts";

/** Counts what was searched and prints what was found. */
export class Search {
  readonly counts = { answers: 0, logLines: 0, files: 0, processes: 0, found: 0 };
  readonly #canaries: readonly Canary[];

  constructor(canaries: readonly Canary[]) {
    this.#canaries = canaries;
  }

  answers(answers: readonly KeptAnswer[]): void {
    for (const { call, text, shows } of answers) {
      this.counts.answers += 1;
      const hidden = this.#secrets().filter((canary) => !shows.has(canary));
      this.#look(`the answer of ${call}`, Buffer.from(text), hidden);
    }
  }

  log(text: string): void {
    for (const line of text.split("\n").filter(Boolean)) {
      this.counts.logLines += 1;
      this.#look(`the log line ${line}`, Buffer.from(line), this.#canaries);
    }
  }

  /** Every file of a folder; files may come and go meanwhile. */
  folder(path: string, except: ReadonlySet<string> = new Set()): void {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || except.has(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const bytes = read(file);
      if (bytes === undefined) continue;
      this.counts.files += 1;
      this.#look(`the file ${file}`, bytes, this.#secrets());
    }
  }

  /** Arguments of a process, and its environment unless that is where its secrets come from. */
  process(pid: number, parts: readonly ("cmdline" | "environ")[]): void {
    this.counts.processes += 1;
    for (const part of parts) {
      const bytes = read(`/proc/${pid}/${part}`);
      if (bytes !== undefined) this.#look(`${part} of process ${pid}`, bytes, this.#canaries);
    }
  }

  #secrets(): readonly Canary[] {
    return this.#canaries.filter(({ hiddenFrom }) => hiddenFrom === "everything");
  }

  #look(place: string, bytes: Buffer, canaries: readonly Canary[]): void {
    for (const label of findCanaries(bytes, canaries)) {
      this.counts.found += 1;
      console.log(`found: ${label} in ${place.slice(0, 300)}`);
    }
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
