import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../../lake/catalog/durable-files.ts";
import type { SourceTableName } from "../connection.ts";
import type { CutCopyStore, CutFile, CutPart, FoundCopy } from "./cut-copy-store.ts";
import { KeptParts } from "./kept-parts.ts";

/** So long a copy can go on where it was cut. */
const KEPT_MS = 24 * 3_600_000;

export interface CutCopiesParts {
  readonly store: CutCopyStore;
  /** Their own folder of the data folder. */
  readonly dir: string;
}

/** Copies that were cut before their end, with the parts that they had. */
export class CutCopies {
  readonly #parts: CutCopiesParts;

  constructor(parts: CutCopiesParts) {
    this.#parts = parts;
  }

  /**
   * For a copy that is about to be made: what was kept of one that was cut.
   * @param readBasis changes with the source and the columns that are read of it
   */
  async open(connectionId: string, name: SourceTableName, readBasis: string): Promise<KeptParts> {
    const { store } = this.#parts;
    const options = { ...this.#parts, connectionId, name, readBasis };
    const found = await store.find(connectionId, name);
    if (found === undefined) return new KeptParts(options);
    const kept = new KeptParts(options, await this.#withFiles(found));
    if (found.copy.readBasis !== readBasis || kept.count === 0) await kept.drop();
    return kept;
  }

  /** Of one table, or of all tables of a connection. */
  async drop(connectionId: string, name: SourceTableName | undefined): Promise<void> {
    for (const id of await this.#parts.store.dropOf(connectionId, name)) await this.#remove(id);
  }

  /** Drops what nobody went on with for long, and removes files that no cut copy has any more. */
  async tidy(): Promise<void> {
    const { store } = this.#parts;
    await store.dropOlder(new Date(Date.now() - KEPT_MS));
    const folders = await this.#listFolders();
    if (folders.length === 0) return;
    // Read last: a folder is made after its row.
    const known = await store.listIds();
    for (const id of folders) if (!known.has(id)) await this.#remove(id);
  }

  /** Drops parts that lack a file: a data folder that was restored has none of them. */
  async #withFiles({ copy, parts }: FoundCopy): Promise<FoundCopy> {
    const whole: CutPart[] = [];
    const lost: number[] = [];
    for (const part of parts) {
      const found = await Promise.all(part.files.map((file) => this.#isThere(copy.id, file)));
      if (found.every(Boolean)) whole.push(part);
      else lost.push(part.number);
    }
    if (lost.length > 0) await this.#parts.store.dropParts(copy.id, lost);
    return { copy, parts: whole };
  }

  async #isThere(id: string, { name, sizeBytes }: CutFile): Promise<boolean> {
    try {
      return (await stat(join(this.#parts.dir, id, name))).size === sizeBytes;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #listFolders(): Promise<string[]> {
    try {
      return await readdir(this.#parts.dir);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #remove(id: string): Promise<void> {
    await rm(join(this.#parts.dir, id), { recursive: true, force: true });
  }
}
