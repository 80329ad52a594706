/**
 * Writes `src/generated/` from `openapi.json`: `models.ts` (interfaces), `descriptors.ts` (the same
 * models for the codec) and one API class per tag. With `--check`, changes nothing and fails when
 * a committed file differs.
 *
 * The one rule for method parameters: path parameters by position, in the path's order; then the
 * body; then an options object with query and header parameters (`X-Database-Id` is
 * `xDatabaseId`), `signal` and `timeoutMs`.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { generateFiles } from "./generator/generate-files.ts";

const DOCUMENT = new URL("../../../openapi.json", import.meta.url);
const TARGET = new URL("../src/generated/", import.meta.url);

async function main(): Promise<void> {
  const document: unknown = JSON.parse(await readFile(DOCUMENT, "utf8"));
  const files = generateFiles(document);
  const stale = await findStale(files);
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return;
    console.error(`stale: ${stale.join(", ")}\nrun "npm run generate" and commit the result`);
    process.exitCode = 1;
    return;
  }
  await mkdir(TARGET, { recursive: true });
  for (const name of stale) {
    const text = files.get(name);
    await (text === undefined ? rm(new URL(name, TARGET)) : writeFile(new URL(name, TARGET), text));
  }
  console.log(`${files.size} files, ${stale.length} changed`);
}

/** Names of files that differ, are missing, or should not be there. */
async function findStale(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const present = await readdir(TARGET).catch(() => []);
  const sources = present.filter((name) => name.endsWith(".ts"));
  const names = [...new Set([...files.keys(), ...sources])].toSorted();
  const checks = names.map(async (name) => {
    const current = await readFile(new URL(name, TARGET), "utf8").catch(() => undefined);
    return current === files.get(name) ? [] : [name];
  });
  return (await Promise.all(checks)).flat();
}

await main();
