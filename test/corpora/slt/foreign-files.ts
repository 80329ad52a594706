import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../compat/run-process.ts";

const CRATE = "datafusion-sqllogictest";
const VERSION = "55.2.0";
const FETCH_LIMIT_MS = 120_000;

export const FOREIGN_NAME = `the sqllogictest files of crate ${CRATE} ${VERSION}`;

/**
 * The folder of the files that a published crate ships, which cargo keeps after the first time.
 *
 * @throws {Error} when there is neither cargo nor what it has fetched before
 */
export async function fetchForeignFiles(): Promise<string> {
  const found = await findFolder();
  if (found !== undefined) return found;
  console.log(`fetching ${CRATE} with cargo ...`);
  try {
    await runProcess("cargo", ["info", "--quiet", `${CRATE}@${VERSION}`], {
      timeoutMs: FETCH_LIMIT_MS,
    });
  } catch (error) {
    throw new Error("cargo 1.82 or newer is needed, or --without-foreign", { cause: error });
  }
  const fetched = await findFolder();
  if (fetched === undefined) throw new Error(`cargo did not unpack ${CRATE} ${VERSION}`);
  return fetched;
}

async function findFolder(): Promise<string | undefined> {
  const sources = join(process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"), "registry/src");
  const registries = await readdir(sources).catch(() => []);
  for (const registry of registries) {
    const folder = join(sources, registry, `${CRATE}-${VERSION}`, "test_files");
    const names = await readdir(folder).catch(() => []);
    if (names.length > 0) return folder;
  }
  return undefined;
}
