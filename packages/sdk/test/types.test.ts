import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

const SDK = join(import.meta.dirname, "..");
const SOURCES = join(import.meta.dirname, "types");
// Within the package, so that it finds `hotdata` by its name.
const FOLDER = join(SDK, `.cache/types-test-${process.pid}`);
const TSC = join(SDK, "../../node_modules/.bin/tsc");
const DIRECTIVE = /^ *\/\/ @ts-expect-error: (.+)$/;
const ERROR = /^(\S+)\((\d+),\d+\): error TS\d+: (.*(?:\n +.*)*)/gm;

/** Where code is wrong, and words of what the compiler has to say about it. */
interface Mistake {
  readonly place: string;
  readonly words: string;
}

describe("code that is wrong", () => {
  before(async () => {
    await mkdir(FOLDER, { recursive: true });
    const config = { extends: join(SDK, "../../tsconfig.json"), include: ["*.ts"] };
    await writeFile(join(FOLDER, "tsconfig.json"), JSON.stringify(config));
  });

  after(() => rm(FOLDER, { recursive: true, force: true }));

  it("does not compile, for the reason that stands above it; all else does", async () => {
    const mistakes = await copyWithoutDirectives();
    assert.ok(mistakes.length > 80, `only ${mistakes.length} mistakes`);
    const found = await compile();
    const misunderstood = mistakes
      .map(({ place, words }) => ({ place, words, found: found.get(place) ?? "no error" }))
      .filter((mistake) => !mistake.found.includes(mistake.words));
    assert.deepEqual(misunderstood, []);
    const places = new Set(mistakes.map(({ place }) => place));
    const others = [...found].filter(([place]) => !places.has(place));
    assert.deepEqual(others, []);
  });
});

async function copyWithoutDirectives(): Promise<readonly Mistake[]> {
  const mistakes: Mistake[] = [];
  for (const name of await readdir(SOURCES)) {
    if (!name.endsWith(".ts")) continue;
    const lines = (await readFile(join(SOURCES, name), "utf8")).split("\n");
    for (const [index, line] of lines.entries()) {
      const words = DIRECTIVE.exec(line)?.[1];
      if (words === undefined) continue;
      mistakes.push({ place: `${name}:${index + 2}`, words });
      lines[index] = "";
    }
    await writeFile(join(FOLDER, name), lines.join("\n"));
  }
  return mistakes;
}

/** The compiler's messages by file and line. */
async function compile(): Promise<ReadonlyMap<string, string>> {
  const args = ["-p", FOLDER, "--pretty", "false"];
  const output = await new Promise<string>((resolve) => {
    execFile(TSC, args, { cwd: FOLDER, timeout: 120_000 }, (_, stdout) => resolve(stdout));
  });
  const messages = [...output.matchAll(ERROR)];
  assert.ok(messages.length > 0, output);
  return new Map(messages.map(([, file, line, message = ""]) => [`${file}:${line}`, message]));
}
