import { Worker } from "node:worker_threads";
import type { ModelAnswer, ModelQuestion } from "./thread-messages.ts";

/**
 * A sentence-embedding model from a folder with `model.onnx` and `tokenizer.json`, and, as
 * sentence-transformers writes them, `modules.json`, `1_Pooling/config.json` and
 * `sentence_bert_config.json`. Without those, the mean of the tokens' vectors is taken and brought
 * to length 1. It runs in a thread of its own, which does not keep the process alive.
 */
export class LocalModel {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<Float32Array>>();
  #lastId = 0;
  #lost: Error | undefined;

  private constructor(thread: Worker) {
    this.#thread = thread;
    thread.unref();
    thread.on("message", (answer: ModelAnswer) => this.#settle(answer));
    thread.on("error", (error) => {
      this.#lose(error instanceof Error ? error : new Error(String(error)));
    });
    thread.on("exit", () => this.#lose(new Error("The thread of the embedding model has ended.")));
  }

  /** Nothing is read yet; what is wrong with the folder is said by the first call. */
  static open(folder: string): LocalModel {
    const program = new URL(
      import.meta.url.endsWith(".ts") ? "model-thread.ts" : "model-thread.js",
      import.meta.url,
    );
    return new LocalModel(new Worker(program, { workerData: folder }));
  }

  /**
   * The vector of a text; calls are answered one after the other.
   * @throws {Error} that says what is wrong with the model
   */
  embed(text: string): Promise<Float32Array> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    const answered = Promise.withResolvers<Float32Array>();
    this.#waiting.set(id, answered);
    // Nobody may be left to hear that the thread was lost.
    answered.promise.catch(() => undefined);
    this.#thread.ref();
    this.#thread.postMessage({ id, text } satisfies ModelQuestion);
    return answered.promise;
  }

  /** Gives the memory back; calls that wait reject. */
  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #settle(answer: ModelAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#thread.unref();
    if ("problem" in answer) waiting?.reject(new Error(answer.problem));
    else waiting?.resolve(answer.vector);
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#lost);
    this.#waiting.clear();
  }
}
