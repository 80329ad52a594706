import { findLocalPackage, hasModel } from "../search/embeddings/local-package.ts";

/** The folder of the local model, or what keeps it from being used. */
export type LocalAvailability = { readonly modelDir: string } | { readonly problem: string };

/** Looks whether a model of this machine can be used; nothing of it is loaded. */
export function localAvailability(modelDir: string | undefined): LocalAvailability {
  if (findLocalPackage() === undefined) {
    return {
      problem:
        "the package `hotdata-local-embeddings` is not installed. Install it, name the folder of a model in HOTDATA_LOCAL_MODEL_DIR, and start the server again",
    };
  }
  if (modelDir === undefined) {
    return {
      problem:
        "HOTDATA_LOCAL_MODEL_DIR is not set. Set it to the folder of a model, and start the server again",
    };
  }
  if (!hasModel(modelDir)) {
    return {
      problem:
        "the folder that HOTDATA_LOCAL_MODEL_DIR names has no `model.onnx` and `tokenizer.json`",
    };
  }
  return { modelDir };
}
