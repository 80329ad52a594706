import { Worker } from "node:worker_threads";
import type { LakeCallName, LakeCalls } from "./lake-calls.ts";
import { lakeErrorOf } from "./lake-failure.ts";
import type { FromLakeWorker, LakeWorkerOptions, ToLakeWorker } from "./lake-messages.ts";

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** Calls into the worker thread. When the thread ends, every call under way rejects. */
export class LakeClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #ended: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: FromLakeWorker) => this.#settle(message));
    worker.on("error", (error: Error) => this.#end(error));
    worker.on("exit", () => this.#end(new Error("the lake is closed")));
  }

  static async start(options: LakeWorkerOptions): Promise<LakeClient> {
    // The same source runs as TypeScript from the repository and compiled from the package.
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const file = new URL(`./lake-worker.${extension}`, import.meta.url);
    const worker = new Worker(file, { workerData: options });
    const client = new LakeClient(worker);
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the lake's worker ended while it started")));
    });
    return client;
  }

  call<Name extends LakeCallName>(
    name: Name,
    input: LakeCalls[Name]["input"],
  ): Promise<LakeCalls[Name]["output"]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const message: Pick<ToLakeWorker, "id" | "name" | "input"> = { id, name, input };
      this.#worker.postMessage(message, []);
    });
  }

  /** Lets calls under way finish, closes the catalogs and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    await this.call("close", null);
    await this.#worker.terminate();
  }

  #settle(message: FromLakeWorker): void {
    if (message.type === "ready") return;
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === "answer") pending?.resolve(message.output);
    else pending?.reject(lakeErrorOf(message.failure));
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const pending of this.#pending.values()) pending.reject(this.#ended);
    this.#pending.clear();
  }
}
