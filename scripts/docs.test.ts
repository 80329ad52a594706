import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { ServerProcess } from "../test/server/server-process.ts";
import { type DocsBlock, outputPattern, outputsOf, parseDocsPage, programOf } from "./docs-page.ts";

const PAGES = [
  "loading",
  "forks-and-snapshots",
  "queries-and-results",
  "datasets",
  "sandboxes",
  "secrets",
  "keys",
  "monitoring",
  "search",
];
/** Pages for users of TypeScript alone. */
const TYPESCRIPT_PAGES = ["from-python", "connections"];
const ROOT = join(import.meta.dirname, "..");
const API_KEY = "docs-test-key";
const run = promisify(execFile);

let folder: string;
let server: ServerProcess;

describe("pages whose commands are run", () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hotdata-docs-"));
    server = await ServerProcess.start({
      dataDir: join(folder, "data"),
      apiKey: API_KEY,
      env: { HOTDATA_CONNECTION_FOLDERS: folder },
    });
  });

  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const page of [...PAGES, ...TYPESCRIPT_PAGES]) {
    it(`docs/${page}.md: its TypeScript prints what it shows`, async () => {
      const blocks = await blocksOf(page, "ts");
      const flags = ["--conditions=@hotdata/source", "--input-type=module-typescript", "--eval"];
      const stdout = await runHere(ROOT, process.execPath, [...flags, programOf(blocks)]);
      checkOutputs(blocks, stdout);
    });
  }

  for (const page of PAGES) {
    // They need curl.
    it(`docs/${page}.md: its shell commands print what it shows`, async () => {
      const blocks = await blocksOf(page, "sh");
      const cwd = join(folder, page);
      await mkdir(cwd);
      checkOutputs(blocks, await runHere(cwd, "sh", ["-euc", programOf(blocks)]));
    });
  }

  it("their TypeScript has no type errors", async () => {
    const pages = [...PAGES, ...TYPESCRIPT_PAGES];
    for (const page of pages) {
      const program = `${programOf(await blocksOf(page, "ts"))}export {};\n`;
      await writeFile(join(folder, `${page}.mts`), program);
    }
    const compilerOptions = {
      paths: { hotdata: [join(ROOT, "packages/sdk/src/hotdata.ts")] },
      typeRoots: [join(ROOT, "node_modules/@types")],
      noEmit: true,
    };
    const files = pages.map((page) => `${page}.mts`);
    const config = { extends: join(ROOT, "tsconfig.json"), compilerOptions, include: [], files };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    await runHere(folder, join(ROOT, "node_modules/.bin/tsc"), ["-p", folder]);
  });
});

describe("parseDocsPage", () => {
  it("finds blocks and what they print, and `…` in it stands for anything", () => {
    const page = "a\n```ts\none();\n```\n\nprints\n\n```text\nid …!\n```\n```json\n{}\n```\n";
    assert.deepEqual(parseDocsPage(page), [
      { language: "ts", code: "one();\n", output: "id …!\n" },
    ]);
    assert.match("id 7\n8!", outputPattern("id …!\n"));
    assert.doesNotMatch("id 7!?", outputPattern("id …!\n"));
  });
});

async function blocksOf(page: string, language: string): Promise<readonly DocsBlock[]> {
  const markdown = await readFile(join(ROOT, `docs/${page}.md`), "utf8");
  const blocks = parseDocsPage(markdown).filter((block) => block.language === language);
  assert.ok(blocks.length > 0, `docs/${page}.md has no ${language} block`);
  return blocks;
}

/** Runs a command with address and key in its environment; a failure shows all it printed. */
async function runHere(cwd: string, file: string, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    HOTDATA_API_URL: server.url,
    HOTDATA_API_KEY: API_KEY,
    SOURCE_FOLDER: folder,
  };
  try {
    return (await run(file, args, { cwd, env, timeout: 120_000 })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = Object(error);
    throw new Error(`the command failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

function checkOutputs(blocks: readonly DocsBlock[], stdout: string): void {
  const outputs = outputsOf(stdout);
  assert.equal(outputs.length, blocks.length);
  for (const [index, { code, output }] of blocks.entries()) {
    if (output === undefined) continue;
    assert.match(outputs[index]?.trim() ?? "", outputPattern(output), code);
  }
}
