import { spawnSync } from "node:child_process";
import { glob, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PACKAGE = join(import.meta.dirname, "../..");
const TSC = join(PACKAGE, "../../node_modules/.bin/tsc");

/** What `dist` holds: the same modules twice, for `import` and for `require`. */
const FORMATS = [
  { folder: "esm", config: "tsconfig.build.json" },
  { folder: "cjs", config: "tsconfig.build-cjs.json" },
] as const;

/** The package as a whole is of type `module`; what it says of side effects counts here too. */
const COMMONJS = `${JSON.stringify({ type: "commonjs", sideEffects: false })}\n`;

/**
 * Compiles the SDK into `name`, a folder beside `src`: source maps lead from there to the sources.
 * What was in it goes when the new build is complete.
 */
export async function buildPackage(name: string): Promise<void> {
  const fresh = await mkdtemp(join(PACKAGE, "dist-"));
  try {
    for (const { folder, config } of FORMATS) {
      compile(config, join(fresh, folder));
      await nameDeclarationsLikeModules(join(fresh, folder));
    }
    await writeFile(join(fresh, "cjs/package.json"), COMMONJS);
    await rm(join(PACKAGE, name), { recursive: true, force: true });
    await rename(fresh, join(PACKAGE, name));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function compile(config: string, target: string): void {
  const args = ["-p", join(PACKAGE, config), "--outDir", target];
  const { status, error } = spawnSync(TSC, args, { stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`tsc -p ${config} failed`);
}

/**
 * Declarations import `./x.ts` as the sources do, which no published file is called. The
 * compiler rewrites that in modules only. Both names have one length, so maps stay right.
 */
async function nameDeclarationsLikeModules(folder: string): Promise<void> {
  for await (const file of glob("**/*.d.ts", { cwd: folder })) {
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/((?:from |import\()"\.[^"]+)\.ts"/g, '$1.js"'));
  }
}
