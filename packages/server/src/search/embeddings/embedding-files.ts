import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Mutex } from "../../engine/duckdb/mutex.ts";
import type { TextVectors } from "../../engine/duckdb/embedded/text-vectors.ts";
import type { Embedding, VectorIndex } from "../search-index.ts";
import type { Embedder } from "./embedder.ts";

/** Where files are put in place whole or not at all. */
export interface DurableFolder {
  readonly path: string;
  write(fileName: string, write: (path: string) => Promise<void>): Promise<void>;
  delete(fileName: string): Promise<void>;
  /** Notes that what has these names is in use. */
  touch(names: Iterable<string>): void;
}

export interface EmbeddingFilesParts {
  readonly folder: DurableFolder;
  readonly embedding: Embedding;
  readonly embedder: Pick<Embedder, "embedTexts">;
  readonly open: () => Promise<TextVectors>;
  /** Texts between two parts: what a crash loses at most; by default a few seconds' work. */
  readonly partTexts?: number;
}

export interface EmbeddedSource {
  /** Names the data file among those of the index. */
  readonly name: string;
  /** Reads the texts: a column `text`, in the order of the file's rows. */
  readonly textsSql: string;
}

const PART_TEXTS = { service: 1_024, local: 256 } as const;
/** Ending of the files that have the vectors of a data file each. */
const WHOLE = ".embedded.parquet";
const PART = /\.embedded-\d+\.parquet$/;

/**
 * Vectors of an index's texts: `<data file>.embedded.parquet` for each data file, with the columns
 * `row`, `text_hash` and `vector`. Work on the way to one is kept in parts, and a text that has a
 * vector in any file of the index is not embedded again.
 */
export class EmbeddingFiles {
  readonly #parts: EmbeddingFilesParts;
  /** One file at a time: what two have in common is embedded once. */
  readonly #turns = new Mutex();

  constructor(parts: EmbeddingFilesParts) {
    this.#parts = parts;
  }

  /**
   * Makes the file of a data file's vectors unless it is there; returns its path.
   * @throws {SqlError} when there are no vectors to be had; what was made until then is kept
   */
  async ensure(source: EmbeddedSource, signal: AbortSignal): Promise<string> {
    const fileName = embeddedFileName(source.name);
    return this.#turns.run(async () => {
      const { path } = this.#parts.folder;
      if (!(await this.#filesOf(() => true)).includes(join(path, fileName))) {
        await this.#make(source, fileName, signal);
      }
      return join(path, fileName);
    }, signal);
  }

  async #make(source: EmbeddedSource, fileName: string, signal: AbortSignal): Promise<void> {
    const { folder, open } = this.#parts;
    const isOwnPart = (name: string): boolean =>
      name.startsWith(`${source.name}.`) && PART.test(name);
    const known = await this.#filesOf((name) => name.endsWith(WHOLE) || isOwnPart(name));
    const vectors = await open();
    try {
      folder.touch([source.name]);
      await vectors.take(source.textsSql, known, signal);
      const made = await this.#embedAll(vectors, source, signal);
      const all = [...known, ...made];
      await folder.write(fileName, (path) => vectors.writeWhole(path, all, signal));
    } finally {
      vectors.close();
    }
    for (const path of await this.#filesOf(isOwnPart)) {
      await folder.delete(path.slice(folder.path.length + 1));
    }
  }

  async #embedAll(
    vectors: TextVectors,
    { name }: EmbeddedSource,
    signal: AbortSignal,
  ): Promise<string[]> {
    const { folder, embedding, embedder } = this.#parts;
    const { partTexts = PART_TEXTS[embedding.kind] } = this.#parts;
    const made: string[] = [];
    const first = await this.#nextPart(name);
    for await (const batch of vectors.newTexts(partTexts, signal)) {
      const found = await embedder.embedTexts(embedding, batch.texts, signal);
      const partName = `${name}.embedded-${first + made.length}.parquet`;
      await folder.write(partName, (path) => vectors.writePart(path, batch.hashes, found));
      made.push(join(folder.path, partName));
      folder.touch([name]);
    }
    return made;
  }

  /** Numbers of parts begin after those that a crash left. */
  async #nextPart(name: string): Promise<number> {
    const parts = await this.#filesOf((file) => file.startsWith(`${name}.`) && PART.test(file));
    const numbers = parts.map((path) => Number(/-(\d+)\.parquet$/.exec(path)?.[1] ?? 0));
    return Math.max(-1, ...numbers) + 1;
  }

  async #filesOf(isWanted: (name: string) => boolean): Promise<string[]> {
    const { path } = this.#parts.folder;
    const names = await readdir(path).catch(() => []);
    const isVectors = (name: string): boolean => name.endsWith(WHOLE) || PART.test(name);
    return names
      .filter((name) => isVectors(name) && isWanted(name))
      .map((name) => join(path, name));
  }
}

/**
 * The folder of an index's vectors and segments: another one for each model, since vectors of
 * different models cannot be compared.
 */
export function embeddedFolder({ folder, embedding }: VectorIndex): string {
  return embedding === undefined ? folder : join(folder, modelName(embedding));
}

/** @param name as the segments of the data file are named */
export function embeddedFileName(name: string): string {
  return `${name}${WHOLE}`;
}

/** Tells models apart; keys may change. */
function modelName(embedding: Embedding): string {
  const { kind, dimensions = null } = embedding;
  const where = kind === "service" ? [embedding.baseUrl, embedding.model] : [embedding.modelDir];
  const text = JSON.stringify([kind, ...where, dimensions]);
  return `model-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}
