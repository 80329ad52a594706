import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pageProgram } from "./page-program.ts";
import { RELEASED, SDK } from "./released-folder.ts";
import { surfaceProgram } from "./surface-program.ts";

const ROOT = join(SDK, "../..");

/** What is like users' code, from the root of the repository, and its name in the record. */
const SOURCES = {
  "packages/sdk/test/portable": "portable",
  "test/pack/programs": "programs",
  examples: "examples",
};

const CONFIG = {
  extends: "../../../../tsconfig.json",
  compilerOptions: { skipLibCheck: true },
  include: ["**/*.ts"],
};

/** Replaces the record of the latest release by today's, under the version of `package.json`. */
export async function recordRelease(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(SDK, "package.json"), "utf8"));
  const folder = join(RELEASED, String(version));
  await rm(RELEASED, { recursive: true, force: true });
  for (const [source, name] of Object.entries(SOURCES)) {
    await cp(join(ROOT, source), join(folder, name), { recursive: true });
  }
  const readme = await readFile(join(SDK, "README.md"), "utf8");
  await write(join(folder, "readme.ts"), pageProgram(readme));
  await write(join(folder, "surface.ts"), await surfaceProgram());
  await write(join(folder, "tsconfig.json"), `${JSON.stringify(CONFIG, undefined, 2)}\n`);
  return folder;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
