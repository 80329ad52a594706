import type { InferenceSession, Tensor } from "onnxruntime-web";
import { type ModelFiles, readModelFiles } from "./model-files.ts";
import { loadRuntime, type Runtime } from "./runtime.ts";
import { TextTokens } from "./text-tokens.ts";

/** A model in the memory of this thread. */
export class SentenceModel {
  readonly #files: Pick<ModelFiles, "pooling" | "isNormalized">;
  readonly #runtime: Runtime;
  readonly #session: InferenceSession;
  readonly #tokens: TextTokens;

  private constructor(files: ModelFiles, runtime: Runtime, session: InferenceSession) {
    this.#files = { pooling: files.pooling, isNormalized: files.isNormalized };
    this.#runtime = runtime;
    this.#session = session;
    this.#tokens = new TextTokens(files);
  }

  static async open(folder: string): Promise<SentenceModel> {
    const files = await readModelFiles(folder);
    const runtime = await loadRuntime();
    const session = await runtime.open(files.model);
    return new SentenceModel(files, runtime, session);
  }

  /** One text at a time: filling texts up to the same length would cost more than it saves. */
  async embed(text: string): Promise<Float32Array> {
    const tokens = this.#tokens.of(text);
    const outputs = await this.#session.run(this.#inputsOf(tokens));
    const output = this.#session.outputNames.map((name) => outputs[name]).find(hasTokenVectors);
    if (output === undefined) throw new Error("The model gives no vector for each token.");
    const vector = pool(output.data, tokens.length, this.#files.pooling);
    return this.#files.isNormalized ? normalize(vector) : vector;
  }

  #inputsOf(tokens: readonly number[]): Record<string, Tensor> {
    const inputs: Record<string, Tensor> = {};
    for (const name of this.#session.inputNames) {
      const data = BigInt64Array.from(tokens, valueOf(name));
      inputs[name] = new this.#runtime.Tensor("int64", data, [1, tokens.length]);
    }
    return inputs;
  }
}

interface TokenVectors {
  readonly data: Float32Array;
}

function hasTokenVectors(output: Tensor | undefined): output is Tensor & TokenVectors {
  return output?.dims.length === 3 && output.data instanceof Float32Array;
}

function valueOf(input: string): (token: number, at: number) => bigint {
  if (input === "input_ids") return (token) => BigInt(token);
  if (input === "attention_mask") return () => 1n;
  if (input === "token_type_ids") return () => 0n;
  if (input === "position_ids") return (_, at) => BigInt(at);
  throw new Error(`The model wants an input ${JSON.stringify(input)}, which is not known.`);
}

function pool(data: Float32Array, tokens: number, pooling: "mean" | "cls"): Float32Array {
  const length = data.length / tokens;
  if (pooling === "cls") return data.slice(0, length);
  const sums = new Float64Array(length);
  for (let at = 0; at < data.length; at++) {
    const dimension = at % length;
    sums[dimension] = (sums[dimension] ?? 0) + (data[at] ?? 0);
  }
  return Float32Array.from(sums, (sum) => sum / tokens);
}

function normalize(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.max(Math.sqrt(squares), 1e-12);
  return vector.map((value) => value / length);
}
