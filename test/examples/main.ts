import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hotdata } from "hotdata";
import { buildPackage } from "../../packages/sdk/scripts/build/build-package.ts";
import { installPrograms } from "../runtimes/installed-programs.ts";
import { ServerProcess } from "../server/server-process.ts";
import { EXAMPLES } from "./all-examples.ts";
import type { Example, ExampleWorld } from "./example.ts";

const API_KEY = "examples-test-key";

/** `npm run examples`, or with words to run and show only those with one in their name. */
async function main(words: readonly string[]): Promise<number> {
  const wanted = EXAMPLES.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  const programs = await installPrograms();
  await buildPackage("dist");
  const folder = await mkdtemp(join(tmpdir(), "hotdata-examples-"));
  try {
    const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey: API_KEY });
    try {
      const world = { programs, env: await environment(server.url) };
      return await runAll(wanted, world, words.length > 0);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Programs see the package as it is published, not its sources. */
async function environment(url: string): Promise<NodeJS.ProcessEnv> {
  await using hotdata = new Hotdata({ host: url, apiKey: API_KEY });
  const db = await hotdata.databases.create({ name: "examples" });
  await db.load("orders", await readFile(join(import.meta.dirname, "../../examples/orders.csv")));
  const { PATH, HOME } = process.env;
  return { PATH, HOME, HOTDATA_API_URL: url, HOTDATA_API_KEY: API_KEY, DATABASE_ID: db.id };
}

async function runAll(
  examples: readonly Example[],
  world: ExampleWorld,
  showsOutput: boolean,
): Promise<number> {
  let failed = 0;
  for (const { name, run, expected } of examples) {
    const output = await run(world).catch((error: unknown) => String(error));
    const missing = expected.filter((pattern) => !pattern.test(output));
    console.log(`${name}: ${missing.length === 0 ? "ok" : "FAILED"}`);
    if (showsOutput || missing.length > 0) console.log(output.trimEnd());
    for (const pattern of missing) console.log(`  does not match ${pattern}`);
    if (missing.length > 0) failed += 1;
  }
  console.log(`examples ${examples.length - failed} ok, failed ${failed}`);
  return failed === 0 && examples.length > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
