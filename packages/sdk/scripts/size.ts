import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BundleSize, measureBundle } from "./size/measure-bundle.ts";

const SOURCE = join(import.meta.dirname, "../src");
/** Most that an app may have to load, in gzipped bytes. */
const CORE_BUDGET_BYTES = 25_600;

/** `npm run size`, or `npm run size -- --files`: also which source files the bytes come from. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { files: { type: "boolean", default: false } } });
  const core = await measureBundle(join(SOURCE, "hotdata.ts"));
  console.log("gzipped bytes, everything exported, validation on, apache-arrow apart:");
  printSize("hotdata", core, `at most ${format(CORE_BUDGET_BYTES)}`);
  printSize(
    "hotdata/node",
    await measureBundle(join(SOURCE, "node/hotdata-node.ts")),
    "hotdata included",
  );
  if (values.files) printSources(core);
  if (core.coreBytes <= CORE_BUDGET_BYTES) return 0;
  console.error(`hotdata is ${format(core.coreBytes - CORE_BUDGET_BYTES)} bytes over its budget`);
  return 1;
}

function printSize(name: string, { coreBytes, lazyChunks }: BundleSize, remark: string): void {
  console.log(`${name}: ${format(coreBytes)} (${remark})`);
  for (const [chunk, bytes] of lazyChunks) console.log(`  lazy ${chunk}: ${format(bytes)}`);
}

function printSources({ sources }: BundleSize): void {
  console.log("minified bytes by source file, before compression:");
  for (const [file, bytes] of [...sources].toSorted((a, b) => b[1] - a[1])) {
    console.log(`${format(bytes).padStart(8)}  ${file}`);
  }
}

function format(bytes: number): string {
  return bytes.toLocaleString("en-US");
}

process.exitCode = await main();
