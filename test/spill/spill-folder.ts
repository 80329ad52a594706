import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const LOOK_MS = 50;

/** Watches what the engines of a server write beside their memory, and how much of that they use. */
export class SpillFolder {
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;
  #largestBytes = 0;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "scratch");
    this.#timer = setInterval(() => {
      this.#largestBytes = Math.max(this.#largestBytes, this.sizeBytes());
    }, LOOK_MS);
  }

  files(): string[] {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  sizeBytes(): number {
    return this.files().reduce((sum, path) => sum + sizeOf(path), 0);
  }

  /** Most that was there at a time since the last call. */
  takeLargest(): number {
    const largest = this.#largestBytes;
    this.#largestBytes = 0;
    return largest;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function sizeOf(path: string): number {
  // On the disk: the files have holes.
  return (statSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
}
