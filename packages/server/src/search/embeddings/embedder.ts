import { createHash } from "node:crypto";
import { SqlError } from "../../engine/engine.ts";
import type { Embedding } from "../search-index.ts";
import { SizedCache } from "../sized-cache.ts";
import { LocalEmbedder } from "./local-embedder.ts";
import type { ServiceEmbedder } from "./service-embedder.ts";

/** Vectors of texts that were searched for lately: paging asks for the same ones again. */
const QUERY_BYTES = 2_097_152;

/**
 * Turns texts into vectors. It belongs in the search process: models need memory and answers of
 * services time that the API process does not have. Blank texts have no vector: give none.
 */
export class Embedder {
  #service: Promise<ServiceEmbedder> | undefined;
  readonly #local = new LocalEmbedder();
  readonly #queries = new SizedCache<string, Float32Array>({
    maxBytes: QUERY_BYTES,
    bytesOf: ({ byteLength }) => byteLength,
  });

  /**
   * One vector for each text, in order and all of one length.
   * @throws {SqlError} that says what to do; the signal's reason when that fires
   */
  async embedTexts(
    embedding: Embedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    if (embedding.kind === "local") return this.#local.embed(embedding, texts, signal);
    this.#service ??= openService();
    return (await this.#service).embed(embedding, texts, signal);
  }

  /** The same for texts to search for; those of late are not asked for again. */
  async embedQueries(
    embedding: Embedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    if (texts.some(isBlank))
      throw new SqlError("The text to search for is empty: name what to find.");
    const keys = texts.map((text) => keyOf(embedding, text));
    const known = keys.map((key) => this.#queries.find(key));
    const missing = texts.filter((_, at) => known[at] === undefined);
    const made = missing.length === 0 ? [] : await this.embedTexts(embedding, missing, signal);
    const found = made.values();
    return keys.map((key, at) => {
      const vector = known[at] ?? found.next().value;
      if (vector === undefined) throw new Error("fewer vectors than texts");
      this.#queries.set(key, vector);
      return vector;
    });
  }

  async close(): Promise<void> {
    (await this.#service)?.close();
    await this.#local.close();
  }
}

/** Loaded at the first use: what checks answers takes 10 MB. */
async function openService(): Promise<ServiceEmbedder> {
  const { ServiceEmbedder } = await import("./service-embedder.ts");
  return new ServiceEmbedder();
}

/** Texts of white space only have nothing to embed, and services refuse them. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** Texts and keys stay out of memory. */
function keyOf(embedding: Embedding, text: string): string {
  return createHash("sha256")
    .update(JSON.stringify([embedding, text]))
    .digest("base64");
}
