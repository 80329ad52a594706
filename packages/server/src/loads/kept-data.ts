import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Pausable } from "../concurrency/pausable.ts";
import { createId } from "../ids/create-id.ts";

/** Rows that came with requests whose loads a job does later: a file for each request. */
export class KeptData {
  readonly #dir: string;
  readonly #removals: Pausable;

  /** @param removals paused while a backup gives the files a second name. */
  constructor(dir: string, removals = new Pausable()) {
    this.#dir = dir;
    this.#removals = removals;
  }

  /** Returns the name to ask for it by; on disk when this returns. */
  async put(csvText: string): Promise<string> {
    const name = createId("load");
    await mkdir(this.#dir, { recursive: true });
    const file = await open(join(this.#dir, name), "wx");
    try {
      await file.writeFile(csvText);
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#sync();
    return name;
  }

  get(name: string): Promise<string> {
    return readFile(join(this.#dir, name), "utf8");
  }

  /** No error when it is not there, or when there was none. */
  async remove(name: string | undefined): Promise<void> {
    if (name === undefined) return;
    await this.#removals.run(() => rm(join(this.#dir, name), { force: true }));
  }

  /** Removes all but those of these names. */
  async sweep(names: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    for (const name of await readdir(this.#dir)) {
      if (!names.has(name)) await this.remove(name);
    }
  }

  async #sync(): Promise<void> {
    const folder = await open(this.#dir, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
