import type { LakeHolds } from "../lake-holds.ts";
import type { RemovalOutcome } from "./lake-upkeep.ts";
import type { UnneededFiles } from "./unneeded-files.ts";

export interface FileRemovalParts {
  readonly holds: LakeHolds;
  readonly find: (databaseId: string, graceMs: number) => Promise<UnneededFiles>;
  readonly remove: (databaseId: string, files: UnneededFiles) => Promise<number>;
}

/** Files that were found when the mark was taken: only earlier holds can be on them. */
interface FoundFiles {
  readonly files: UnneededFiles;
  readonly mark: number;
}

/** Removes files that no snapshot has, once everybody is done who may have resolved them before. */
export class FileRemoval {
  readonly #parts: FileRemovalParts;
  readonly #waiting = new Map<string, FoundFiles>();

  constructor(parts: FileRemovalParts) {
    this.#parts = parts;
  }

  async remove(databaseId: string, graceMs: number): Promise<RemovalOutcome> {
    const { holds, find, remove } = this.#parts;
    const earlier = this.#waiting.get(databaseId);
    const found = earlier ?? {
      files: await find(databaseId, graceMs),
      mark: holds.mark(),
    };
    const { files, mark } = found;
    const count = files.scheduled.length + files.orphans.length;
    if (count > 0 && !holds.isFree(databaseId, mark)) {
      this.#waiting.set(databaseId, found);
      return { removedFiles: 0, waitingFiles: files.waiting + count, nextAt: new Date() };
    }
    this.#waiting.delete(databaseId);
    const removedFiles = count === 0 ? 0 : await remove(databaseId, files);
    // What has become unneeded since files were found earlier is still to be found.
    const nextAt = earlier === undefined ? files.nextAt : new Date();
    return { removedFiles, waitingFiles: files.waiting, nextAt };
  }

  forget(databaseId: string): void {
    this.#waiting.delete(databaseId);
  }
}
