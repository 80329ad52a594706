// What is used of libraries that the default install leaves out.

declare module "onnxruntime-web" {
  export class Tensor {
    constructor(type: "int64", data: BigInt64Array, dims: readonly number[]);
    readonly data: unknown;
    readonly dims: readonly number[];
  }
  export interface InferenceSession {
    readonly inputNames: readonly string[];
    readonly outputNames: readonly string[];
    run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  }
  export const InferenceSession: {
    create(
      model: Uint8Array,
      options: {
        readonly executionProviders: readonly string[];
        readonly logSeverityLevel: number;
      },
    ): Promise<InferenceSession>;
  };
  export const env: { readonly wasm: { numThreads?: number } };
}

declare module "onnxruntime-node" {
  export { InferenceSession, Tensor } from "onnxruntime-web";
}

declare module "@huggingface/tokenizers" {
  export class Tokenizer {
    constructor(tokenizer: object, config: object);
    encode(
      text: string,
      options?: { readonly add_special_tokens?: boolean },
    ): { readonly ids: number[] };
  }
}
