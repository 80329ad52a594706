import { SqlError } from "../../engine/engine.ts";
import type { LocalEmbedding } from "../search-index.ts";
import { type LocalModel, findLocalPackage, loadLocalPackage } from "./local-package.ts";

/** A model that nothing was asked of for this long gives its memory back. */
const IDLE_MS = 300_000;

/** Vectors from a model of this machine, which is loaded at the first use. */
export class LocalEmbedder {
  /** The models in use by their folder: one, as a rule. */
  readonly #models = new Map<string, Promise<LocalModel>>();
  readonly #idle = new Map<string, NodeJS.Timeout>();

  /** @throws {SqlError}; the signal's reason when that fires */
  async embed(
    { modelDir, dimensions }: LocalEmbedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      signal.throwIfAborted();
      vectors.push(await this.#embedOne(modelDir, text));
    }
    for (const { length } of vectors) {
      if (dimensions === undefined || length === dimensions) continue;
      throw new SqlError(
        `The local embedding model gives vectors of ${length} numbers, not of ${dimensions}. Leave \`dimensions\` out, or set it to ${length}.`,
      );
    }
    return vectors;
  }

  async close(): Promise<void> {
    const folders = [...this.#models.keys()];
    await Promise.all(folders.map((folder) => this.#unload(folder)));
  }

  async #embedOne(folder: string, text: string): Promise<Float32Array> {
    clearTimeout(this.#idle.get(folder));
    try {
      const model = await this.#modelOf(folder);
      const vector = await model.embed(text);
      const timer = setTimeout(() => void this.#unload(folder), IDLE_MS);
      this.#idle.set(folder, timer.unref());
      return vector;
    } catch (error) {
      await this.#unload(folder);
      const problem = error instanceof Error ? error.message : String(error);
      throw new SqlError(`The local embedding model (HOTDATA_LOCAL_MODEL_DIR) failed: ${problem}`);
    }
  }

  #modelOf(folder: string): Promise<LocalModel> {
    const known = this.#models.get(folder);
    if (known !== undefined) return known;
    const opened = openModel(folder);
    this.#models.set(folder, opened);
    return opened;
  }

  async #unload(folder: string): Promise<void> {
    clearTimeout(this.#idle.get(folder));
    this.#idle.delete(folder);
    const model = this.#models.get(folder);
    this.#models.delete(folder);
    await model?.then((opened) => opened.close()).catch(() => undefined);
  }
}

async function openModel(folder: string): Promise<LocalModel> {
  const address = findLocalPackage();
  if (address === undefined) {
    throw new Error("the package hotdata-local-embeddings is not installed. Install it.");
  }
  const { LocalModel } = await loadLocalPackage(address);
  return LocalModel.open(folder);
}
