/** A claim on a result's file; release it once, when nothing reads the file any more. */
export interface FileHold {
  release(): Promise<void>;
}

/** Counts who reads a file, so that a removal waits for the last one. */
export class FileHolds {
  readonly #counts = new Map<string, number>();
  readonly #doomed = new Set<string>();
  readonly #removeFile: (id: string) => Promise<void>;

  constructor(removeFile: (id: string) => Promise<void>) {
    this.#removeFile = removeFile;
  }

  /** Taken before looking a result up: what is found then stays until the release. */
  hold(id: string): FileHold {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    let isHeld = true;
    return {
      release: async () => {
        if (!isHeld) return;
        isHeld = false;
        await this.#releaseOne(id);
      },
    };
  }

  /** Removes the file now, or when its last reader is done. */
  async remove(id: string): Promise<void> {
    if (this.#counts.has(id)) this.#doomed.add(id);
    else await this.#removeFile(id);
  }

  async #releaseOne(id: string): Promise<void> {
    const left = (this.#counts.get(id) ?? 1) - 1;
    if (left > 0) {
      this.#counts.set(id, left);
      return;
    }
    this.#counts.delete(id);
    if (this.#doomed.delete(id)) await this.#removeFile(id);
  }
}
