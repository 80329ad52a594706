import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

export interface BundleSize {
  /** Gzipped bytes of the entry and all that it imports at once. */
  readonly coreBytes: number;
  /** Gzipped bytes of what each later import adds, by file. */
  readonly lazyChunks: ReadonlyMap<string, number>;
  /** Minified bytes that each source file has in the core, before compression. */
  readonly sources: ReadonlyMap<string, number>;
}

interface Part {
  readonly gzippedBytes: number;
  readonly sources: ReadonlyMap<string, number>;
  /** Files that it imports later. */
  readonly lazyFiles: ReadonlySet<string>;
}

/**
 * Bundles a module with everything that it exports, and weighs it. As bundlers do, what it imports at
 * once is one file, and a later import adds what is not in that. A file that several later imports
 * need counts for each.
 */
export async function measureBundle(entry: string): Promise<BundleSize> {
  const root = dirname(entry);
  const core = await bundlePart(entry, new Set());
  const known = new Set([...core.sources.keys()].map((source) => join(root, source)));
  const lazyChunks = new Map<string, number>();
  const waiting = [...core.lazyFiles];
  for (const file of waiting) {
    const name = relative(root, file);
    if (known.has(file) || lazyChunks.has(name)) continue;
    const part = await bundlePart(file, known);
    lazyChunks.set(name, part.gzippedBytes);
    waiting.push(...part.lazyFiles);
  }
  return { coreBytes: core.gzippedBytes, lazyChunks, sources: core.sources };
}

async function bundlePart(file: string, known: ReadonlySet<string>): Promise<Part> {
  const lazyFiles = new Set<string>();
  const { metafile, outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: dirname(file),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["apache-arrow", "node:*"],
    plugins: [leaveOut(known, lazyFiles)],
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return {
    gzippedBytes: gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length,
    sources: new Map(inputs.map(([input, { bytesInOutput }]) => [input, bytesInOutput])),
    lazyFiles,
  };
}

/** Keeps out files that are loaded already, and those that are loaded later, which it collects. */
function leaveOut(known: ReadonlySet<string>, lazyFiles: Set<string>): Plugin {
  return {
    name: "leave-out",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const file = join(resolveDir, path);
        if (kind === "dynamic-import") lazyFiles.add(file);
        return kind === "dynamic-import" || known.has(file) ? { path, external: true } : undefined;
      });
    },
  };
}
