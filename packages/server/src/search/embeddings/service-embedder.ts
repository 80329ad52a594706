import { setTimeout as sleep } from "node:timers/promises";
import { AddressPolicy } from "../../net/address-policy.ts";
import type { ServiceEmbedding } from "../search-index.ts";
import type { WebRoute } from "./post-json.ts";
import { ServiceError } from "./service-error.ts";
import { requestVectors } from "./service-vectors.ts";
import { type TextBatch, batchesOf } from "./text-batches.ts";

const PARALLEL = 4;
const ATTEMPTS = 6;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 16_000;
/** A service that wants more time than this is not waited for. */
const LONGEST_RETRY_AFTER_MS = 60_000;
const EVERY_ADDRESS = ["0.0.0.0/0", "::/0"];

/** Vectors from OpenAI-compatible services. */
export class ServiceEmbedder {
  readonly #public = routeTo([]);
  readonly #any = routeTo(EVERY_ADDRESS);

  /** @throws {ServiceError}; the signal's reason when that fires */
  async embed(
    embedding: ServiceEmbedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const route = embedding.mayBeInternal ? this.#any : this.#public;
    const target = { route, embedding };
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const waiting = batchesOf(texts).values();
    const vectors: Float32Array[] = [];
    const work = async (): Promise<void> => {
      for (const batch of waiting) {
        const found = await withRetries(() => requestVectors(target, batch.texts, stop), stop);
        place(vectors, batch, found);
      }
    };
    try {
      await Promise.all(Array.from({ length: PARALLEL }, work));
    } catch (error) {
      failed.abort(error);
      throw error;
    }
    return vectors;
  }

  close(): void {
    for (const { agents } of [this.#public, this.#any]) {
      agents.http.destroy();
      agents.https.destroy();
    }
  }
}

function place(vectors: Float32Array[], { start }: TextBatch, found: readonly Float32Array[]) {
  for (const [at, vector] of found.entries()) vectors[start + at] = vector;
}

async function withRetries<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServiceError) || !error.isPassing || attempts === ATTEMPTS)
        throw error;
      const wait = error.retryAfterMs ?? pauseAfter(attempts);
      if (wait > LONGEST_RETRY_AFTER_MS) throw error;
      await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** Doubled each time, and by chance up to a half less: not everybody comes back at once. */
function pauseAfter(attempts: number): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS);
  return longest * (1 - Math.random() / 2);
}

function routeTo(allowed: readonly string[]): WebRoute {
  const options = { keepAlive: true, maxFreeSockets: PARALLEL };
  const { Agent: HttpAgent } = process.getBuiltinModule("node:http");
  const { Agent: HttpsAgent } = process.getBuiltinModule("node:https");
  return {
    policy: new AddressPolicy(allowed, "HOTDATA_EMBEDDING_HOSTS"),
    agents: { http: new HttpAgent(options), https: new HttpsAgent(options) },
  };
}
