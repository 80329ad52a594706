import { build } from "esbuild";
import type { PortableModule } from "./runtime.ts";
import { buildPackage } from "../../packages/sdk/scripts/build/build-package.ts";

/**
 * Compiles a module with all that it imports into one ES module for every runtime: the SDK as it
 * is published, and `apache-arrow`. An import of anything of Node fails here,
 * unless the module needs files.
 */
export async function bundle(
  { entry, needsFiles }: PortableModule,
  outfile: string,
): Promise<void> {
  await buildPackage("dist");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: needsFiles === true ? "node" : "browser",
    target: "es2022",
    sourcemap: "inline",
    logLevel: "warning",
    logLimit: 3,
  });
}
