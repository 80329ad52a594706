import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { CorpusClient } from "../corpus-client.ts";
import { Random } from "../../crash/random.ts";
import { Tally } from "../tally.ts";
import { fetchForeignFiles, FOREIGN_NAME } from "./foreign-files.ts";
import { runSltFile } from "./run-slt-file.ts";

const OWN_FILES = join(import.meta.dirname, "../files");
/** Files at a time: one waits for the server while another is set up. */
const LANES = 2;
const SLOW_SECONDS = 30;
/** Files of the foreign corpus that are drawn when not all are run. */
const DRAWN = 60;

export interface SltOptions {
  readonly all: boolean;
  readonly seed: number;
  readonly files: string | undefined;
  readonly match: string | undefined;
  readonly withoutForeign: boolean;
  readonly scratch: string;
}

/** Runs our own files, and those of a published package; or those of a folder. */
export async function runSltCorpora(client: CorpusClient, options: SltOptions): Promise<Tally[]> {
  const run = async (corpus: string, folder: string, most: number): Promise<Tally> => {
    const tally = new Tally(corpus, { isOurs: folder === OWN_FILES });
    const paths = drawn(await filesIn(folder, options.match), most, options.seed);
    await runAll(paths, { folder, client, tally, scratch: options.scratch });
    return tally;
  };
  if (options.files !== undefined) return [await run(options.files, options.files, Infinity)];
  const tallies = [await run("our own sqllogictest files", OWN_FILES, Infinity)];
  if (options.withoutForeign) return tallies;
  const most = options.all || options.match !== undefined ? Infinity : DRAWN;
  return [...tallies, await run(FOREIGN_NAME, await fetchForeignFiles(), most)];
}

async function filesIn(folder: string, match = ""): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((path) => /\.(test|slt)$/.test(path) && path.includes(match)).toSorted();
}

function drawn(paths: readonly string[], most: number, seed: number): string[] {
  if (paths.length <= most) return [...paths];
  const random = new Random(seed);
  const left = [...paths];
  return Array.from({ length: most }, () => left.splice(random.below(left.length), 1)).flat();
}

interface Run {
  readonly folder: string;
  readonly client: CorpusClient;
  readonly tally: Tally;
  readonly scratch: string;
}

async function runAll(paths: readonly string[], run: Run): Promise<void> {
  const { folder, client, tally, scratch } = run;
  const waiting = paths.entries();
  const lane = async (): Promise<void> => {
    for (const [index, path] of waiting) {
      const text = await readFile(join(folder, path), "utf8");
      const file = { name: relative(".", path), text, folder: dirname(join(folder, path)) };
      const started = performance.now();
      await runSltFile(file, { client, tally, scratch: join(scratch, String(index)) });
      const seconds = (performance.now() - started) / 1000;
      if (seconds > SLOW_SECONDS) console.log(`${file.name} took ${seconds.toFixed(1)} s`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
