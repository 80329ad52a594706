import { dirname, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface BundleSize {
  /** Gzipped bytes of the entry and all that it imports at once. */
  readonly coreBytes: number;
  /** Gzipped bytes of each part that is loaded later, by the file it begins with. */
  readonly lazyChunks: ReadonlyMap<string, number>;
  /** Minified bytes that each source file has in the core, before compression. */
  readonly sources: ReadonlyMap<string, number>;
}

/** Bundles a module with everything that it exports as an app's bundler would, and weighs it. */
export async function measureBundle(entry: string): Promise<BundleSize> {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    outdir: "out",
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    external: ["apache-arrow", "node:*"],
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  const texts = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const gzippedBytes = (output: string): number =>
    gzipSync(texts.get(resolve(dirname(entry), output)) ?? "", { level: 9 }).length;

  const outputs = new Map(Object.entries(metafile.outputs));
  const isEntry = (output: string): boolean =>
    resolve(dirname(entry), outputs.get(output)?.entryPoint ?? ".") === resolve(entry);
  const core = new Set([...outputs.keys()].filter(isEntry));
  for (const output of core) {
    for (const { path, kind } of outputs.get(output)?.imports ?? []) {
      if (kind === "import-statement" && outputs.has(path)) core.add(path);
    }
  }

  const lazyChunks = new Map<string, number>();
  const sources = new Map<string, number>();
  let coreBytes = 0;
  for (const [output, { entryPoint, inputs }] of outputs) {
    if (!core.has(output)) {
      lazyChunks.set(entryPoint ?? output, gzippedBytes(output));
      continue;
    }
    coreBytes += gzippedBytes(output);
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      sources.set(input, (sources.get(input) ?? 0) + bytesInOutput);
    }
  }
  return { coreBytes, lazyChunks, sources };
}
