import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What runs a model of this machine; the package is no part of the default install. */
export interface LocalModelPackage {
  readonly LocalModel: { open(folder: string): LocalModel };
}

export interface LocalModel {
  /** @throws {Error} that says what is wrong with the model */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

const NAME = "hotdata-local-embeddings";
/** Where the package is in a clone of the project: there it is installed on its own. */
const IN_CLONE = new URL("../../../../local-embeddings/", import.meta.url);

/** The address of the package's program; undefined where it is not installed. Nothing is loaded. */
export function findLocalPackage(): string | undefined {
  try {
    const installed = import.meta.resolve(NAME);
    if (existsSync(fileURLToPath(installed))) return installed;
  } catch {
    // It is not among the server's packages.
  }
  const isInstalled = existsSync(new URL("node_modules/onnxruntime-web/", IN_CLONE));
  return isInstalled ? new URL("src/local-model.ts", IN_CLONE).href : undefined;
}

/** @param address as {@link findLocalPackage} gives it */
export async function loadLocalPackage(address: string): Promise<LocalModelPackage> {
  const loaded: LocalModelPackage = await import(address);
  return loaded;
}

/** Whether a folder has what a model needs. */
export function hasModel(folder: string): boolean {
  const has = (name: string): boolean => existsSync(`${folder}/${name}`);
  return has("tokenizer.json") && (has("model.onnx") || has("onnx/model.onnx"));
}
