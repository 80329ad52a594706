/**
 * Writes the reference of the SDK into `packages/sdk/reference`: everything that its entries
 * export, from its TSDoc comments. Fails when something is wrong with them.
 *
 * A workspace of its own, since TypeDoc works on TypeScript 6, while the project is checked and
 * built by TypeScript 7, which has no stable interface for such tools.
 */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readSdk } from "./read-sdk.ts";

const OUTPUT = new URL("../../sdk/reference/", import.meta.url);

async function main(): Promise<void> {
  const startedAt = performance.now();
  const { application, project, problems } = await readSdk();
  for (const problem of problems) console.error(problem);
  await rm(OUTPUT, { recursive: true, force: true });
  await application.generateDocs(project, fileURLToPath(OUTPUT));
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`packages/sdk/reference/index.html: ${problems.length} warnings, ${seconds} s`);
  if (problems.length > 0) process.exitCode = 1;
}

await main();
