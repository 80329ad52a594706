import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../..");
const SOURCES = join(ROOT, "packages/sdk/src");
const run = promisify(execFile);

/** What examples take for granted. */
const SURROUNDINGS = `
import type * as everything from "hotdata";
declare global {
  const Hotdata: typeof everything.Hotdata;
  const HotdataError: typeof everything.HotdataError;
  const identifier: typeof everything.identifier;
  const hotdata: everything.Hotdata;
  const db: everything.Database;
  const city: string;
  const column: string;
  const databaseId: string;
  const otherDatabaseId: string;
  const datasetId: string;
  const resultId: string;
  const sql: string;
  const password: string;
  const file: File;
  const destination: WritableStream<Uint8Array>;
}
`;

interface Example {
  readonly file: string;
  readonly code: string;
}

describe("examples in the documentation of the source", () => {
  it("have no type errors", async () => {
    const examples = await readExamples();
    assert.ok(examples.length > 30, `only ${examples.length} examples were found`);
    const folder = await mkdtemp(join(tmpdir(), "hotdata-examples-"));
    try {
      await writeFile(join(folder, "surroundings.d.ts"), SURROUNDINGS);
      const names = examples.map(({ file }, index) => `${index}-${file.replaceAll("/", "-")}`);
      for (const [index, { code }] of examples.entries()) {
        await writeFile(join(folder, names[index] ?? ""), `${code}\nexport {};\n`);
      }
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configOf(names)));
      await checkTypes(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function configOf(names: readonly string[]): object {
  return {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: {
      paths: {
        hotdata: [join(SOURCES, "hotdata.ts")],
        "hotdata/node": [join(SOURCES, "node/hotdata-node.ts")],
      },
      typeRoots: [join(ROOT, "node_modules/@types")],
    },
    include: [],
    files: [...names, "surroundings.d.ts"],
  };
}

async function checkTypes(folder: string): Promise<void> {
  try {
    await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder], { timeout: 120_000 });
  } catch (error) {
    assert.fail(String(Object(error).stdout));
  }
}

/** The fenced TypeScript in the comments of all sources. */
async function readExamples(): Promise<readonly Example[]> {
  const files = await readdir(SOURCES, { recursive: true });
  const texts = files
    .filter((file) => file.endsWith(".ts"))
    .toSorted()
    .map(async (file) => ({ file, text: await readFile(join(SOURCES, file), "utf8") }));
  return (await Promise.all(texts)).flatMap(({ file, text }) =>
    [...text.matchAll(/^ *\* ```ts\n(.*?)^ *\* ```$/gms)].map(([, code = ""]) => ({
      file,
      code: code.replaceAll(/^ *\* ?/gm, ""),
    })),
  );
}
