import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Hotdata } from "hotdata/node";
import { equal, ok, rejection } from "../portable/assertions.ts";
import { runTests } from "../portable/run-tests.ts";
import type { PortableProgram, PortableTests, PortableWorld } from "../portable/world.ts";

const CSV = "id,name\n1,Ada\n2,Grace\n";
/** More than goes in one part. */
const LARGE_ROWS = 120_000;

/** What every runtime with files does with `hotdata/node`. */
const TESTS: Readonly<Record<string, (hotdata: Hotdata, folder: string) => Promise<void>>> = {
  "a path and a URL of a file are loaded": async (hotdata, folder) => {
    const path = join(folder, "people.csv");
    await writeFile(path, CSV);
    const db = await hotdata.databases.create();
    equal((await db.load("by_path", path)).rowCount, 2);
    equal((await db.load("by_url", pathToFileURL(path))).rowCount, 2);
    equal(await db.sql`SELECT name FROM by_url ORDER BY id`.rows(), [
      { name: "Ada" },
      { name: "Grace" },
    ]);
    await db.delete();
  },

  "a large file goes in parts": async (hotdata, folder) => {
    const path = join(folder, "large.csv");
    const line = `${"x".repeat(99)}\n`;
    await writeFile(path, `text\n${line.repeat(LARGE_ROWS)}`);
    const db = await hotdata.databases.create();
    const sent = new Set<number>();
    const { rowCount } = await db.load("large", path, {
      partSizeBytes: 5 * 1024 ** 2,
      onProgress: ({ sentBytes }) => sent.add(sentBytes),
    });
    equal(rowCount, LARGE_ROWS);
    ok(sent.size >= 4, `progress was told only at ${[...sent].join(", ")}`);
    await db.delete();
  },

  "rows go to a Parquet file, and come back": async (hotdata, folder) => {
    const path = join(folder, "numbers.parquet");
    await hotdata.sql`SELECT i AS n FROM range(200000) t(i)`.toParquet(path);
    const db = await hotdata.databases.create();
    await db.load("numbers", path);
    equal(await db.sql`SELECT count(*) AS rows, max(n) AS most FROM numbers`.first(), {
      rows: 200_000,
      most: 199_999,
    });
    await db.delete();
  },

  "rows go to a CSV file": async (hotdata, folder) => {
    const path = join(folder, "two.csv");
    await hotdata.sql`SELECT i AS n, 'ü' AS text FROM range(2) t(i) ORDER BY i`.toCsv(path);
    equal(await readFile(path, "utf8"), "n,text\n0,ü\n1,ü\n");
  },

  "a statement that fails leaves no file": async (hotdata, folder) => {
    const path = join(folder, "none.parquet");
    await rejection(hotdata.sql`SELECT * FROM missing_table`.toParquet(path), Error);
    await rejection(stat(path), Error);
  },

  "a file that is not there is an error with its path": async (hotdata, folder) => {
    const db = await hotdata.databases.create();
    const error = await rejection(db.load("t", join(folder, "absent.csv")), Error);
    ok(error.message.includes("absent.csv"), error.message);
    await db.delete();
  },
};

/** Each test has a folder of its own. */
function inFolder(
  test: (hotdata: Hotdata, folder: string) => Promise<void>,
): PortableTests[string] {
  return async ({ host, apiKey }: PortableWorld) => {
    await using hotdata = new Hotdata({ host, apiKey });
    const folder = await mkdtemp(join(tmpdir(), "hotdata-files-"));
    try {
      await test(hotdata, folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}

export const run: PortableProgram = async (world, tell) => {
  const tests = Object.entries(TESTS).map(([name, test]) => [name, inFolder(test)] as const);
  await runTests(Object.fromEntries(tests), world, tell);
};
