import { randomUUID } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { WrittenFile } from "../../engine/engine.ts";
import { makeDurableFolder, syncPath } from "../../lake/catalog/durable-files.ts";
import { StalePlanError } from "../../lake/lake.ts";
import type { SourceTableName } from "../connection.ts";
import {
  type CutCopy,
  type CutCopyStore,
  type CutPart,
  type FoundCopy,
  sizeOf,
} from "./cut-copy-store.ts";

export interface KeptPartsOptions {
  readonly store: CutCopyStore;
  /** Where each cut copy has a folder. */
  readonly dir: string;
  readonly connectionId: string;
  readonly name: SourceTableName;
  readonly readBasis: string;
}

/** What this attempt writes. */
export interface KeptTarget {
  readonly writeBasis: string;
  /** An existing folder, on the same file system. */
  readonly stagingDir: string;
}

/**
 * Parts of one copy, kept while it is made, so that another attempt can go on with them. Their files
 * have a second name here: what becomes of the attempt's own files does not matter to them.
 */
export class KeptParts {
  readonly #options: KeptPartsOptions;
  #copy: CutCopy | undefined;
  #parts: readonly CutPart[];
  #writeBasis = "";
  /** Set when something made them useless while the copy went on. */
  #isDropped = false;

  constructor(options: KeptPartsOptions, found?: FoundCopy) {
    this.#options = options;
    this.#copy = found?.copy;
    this.#parts = found?.parts ?? [];
  }

  get marks(): readonly string[] {
    return this.#parts.map(({ mark }) => mark);
  }

  get count(): number {
    return this.#parts.length;
  }

  get sizeBytes(): number {
    return this.#parts.reduce((sum, { files }) => sum + sizeOf(files), 0);
  }

  /**
   * Begins the attempt with the parts that still hold, by their place among `marks`; the others are
   * dropped. Returns the parts' files, which lie in the staging folder from then on.
   * @throws {StalePlanError} when the attempt writes other files than those before did
   */
  async goOn(
    stillKept: readonly number[],
    { writeBasis, stagingDir }: KeptTarget,
  ): Promise<WrittenFile[]> {
    this.#writeBasis = writeBasis;
    const places = new Set(stillKept);
    const kept = this.#parts.filter((_, place) => places.has(place));
    const copy = this.#copy;
    if (copy === undefined || kept.length === 0) {
      await this.drop();
      return [];
    }
    if (copy.writeBasis !== writeBasis) {
      throw new StalePlanError("the copy has other columns than when it was cut");
    }
    const lost = this.#parts.filter((_, place) => !places.has(place));
    await this.#options.store.dropParts(
      copy.id,
      lost.map(({ number }) => number),
    );
    this.#parts = kept;
    const folder = this.#folderOf(copy);
    for (const { name } of lost.flatMap(({ files }) => files)) {
      await rm(join(folder, name), { force: true });
    }
    const files: WrittenFile[] = [];
    for (const { name, ...file } of kept.flatMap((part) => part.files)) {
      const path = join(stagingDir, name);
      await link(join(folder, name), path);
      files.push({ ...file, path });
    }
    return files;
  }

  /** Keeps what was written since the last part; it is on the disk when this returns. */
  async add(mark: string, written: readonly WrittenFile[]): Promise<void> {
    if (this.#isDropped) return;
    const { store } = this.#options;
    const copy = (this.#copy ??= await this.#begin());
    if (copy === undefined) {
      this.#isDropped = true;
      return;
    }
    const folder = this.#folderOf(copy);
    await makeDurableFolder(folder);
    for (const { path } of written) {
      await syncPath(path);
      await link(path, join(folder, basename(path)));
    }
    await syncPath(folder);
    const number = (this.#parts.at(-1)?.number ?? 0) + 1;
    const files = written.map(({ path, ...file }) => ({ ...file, name: basename(path) }));
    const part = { number, mark, files };
    if (await store.addPart(copy.id, part)) {
      this.#parts = [...this.#parts, part];
      return;
    }
    await this.drop();
    this.#isDropped = true;
  }

  /** Nothing of it is kept any more. */
  async drop(): Promise<void> {
    const copy = this.#copy;
    if (copy === undefined) return;
    this.#copy = undefined;
    this.#parts = [];
    await this.#options.store.drop(copy.id);
    await rm(this.#folderOf(copy), { recursive: true, force: true });
  }

  /** The row comes before the folder, so that no folder has none. */
  async #begin(): Promise<CutCopy | undefined> {
    const { store, connectionId, name, readBasis } = this.#options;
    const copy = { id: randomUUID(), readBasis, writeBasis: this.#writeBasis };
    return (await store.add(connectionId, name, copy)) ? copy : undefined;
  }

  #folderOf({ id }: CutCopy): string {
    return join(this.#options.dir, id);
  }
}
