import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** How the vectors of a text's tokens become one. */
export type Pooling = "mean" | "cls";

/** A sentence-embedding model, as the folders of sentence-transformers lay it out. */
export interface ModelFiles {
  readonly model: Uint8Array;
  readonly tokenizer: Readonly<Record<string, unknown>>;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly pooling: Pooling;
  readonly isNormalized: boolean;
  /** What is beyond is cut off, as in the training of the model. */
  readonly maxTokens: number;
}

type Json = Readonly<Record<string, unknown>>;

const DEFAULT_MAX_TOKENS = 256;
const MAX_TOKENS = 8_192;

/** @throws {Error} that says what is missing or not understood */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const modelPath = [join(folder, "model.onnx"), join(folder, "onnx", "model.onnx")].find(
    existsSync,
  );
  if (modelPath === undefined) throw new Error(`There is no model.onnx in ${folder}.`);
  const tokenizer = await readJson(join(folder, "tokenizer.json"));
  if (tokenizer === undefined) throw new Error(`There is no tokenizer.json in ${folder}.`);
  const modules = await readModules(folder);
  return {
    model: await readFile(modelPath),
    tokenizer,
    tokenizerConfig: (await readJson(join(folder, "tokenizer_config.json"))) ?? {},
    pooling: await readPooling(folder, modules),
    isNormalized: modules === undefined || modules.some(({ type }) => type.endsWith("Normalize")),
    maxTokens: await readMaxTokens(folder, tokenizer),
  };
}

interface ModelModule {
  readonly type: string;
  readonly path: string;
}

async function readModules(folder: string): Promise<readonly ModelModule[] | undefined> {
  const modules = await readJson(join(folder, "modules.json"));
  if (!Array.isArray(modules)) return undefined;
  return modules.map((module: Json) => ({
    type: String(module["type"]),
    path: String(module["path"]),
  }));
}

async function readPooling(
  folder: string,
  modules: readonly ModelModule[] | undefined,
): Promise<Pooling> {
  const path = modules?.find(({ type }) => type.endsWith("Pooling"))?.path ?? "1_Pooling";
  const config = await readJson(join(folder, path, "config.json"));
  if (config === undefined) return "mean";
  const modes = Object.keys(config).filter(
    (key) => key.startsWith("pooling_mode_") && config[key] === true,
  );
  if (modes.length === 1 && modes[0] === "pooling_mode_mean_tokens") return "mean";
  if (modes.length === 1 && modes[0] === "pooling_mode_cls_token") return "cls";
  throw new Error(`The pooling of ${folder} is neither the mean nor the first token.`);
}

async function readMaxTokens(folder: string, tokenizer: Json): Promise<number> {
  const sentence = await readJson(join(folder, "sentence_bert_config.json"));
  const wanted = [
    sentence?.["max_seq_length"],
    lengthOf(tokenizer["truncation"]),
    DEFAULT_MAX_TOKENS,
  ];
  const found = wanted.find((length) => Number.isInteger(length) && Number(length) > 2);
  return Math.min(Number(found), MAX_TOKENS);
}

function lengthOf(truncation: unknown): unknown {
  if (typeof truncation !== "object" || truncation === null) return undefined;
  return "max_length" in truncation ? truncation.max_length : undefined;
}

async function readJson(path: string): Promise<Json | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} is no JSON.`, { cause: error });
  }
}
