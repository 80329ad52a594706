import { join } from "node:path";
import { z } from "zod";
import { ensurePinnedEnvironment } from "../compat/python-environment.ts";
import { runProcess } from "../compat/run-process.ts";
import type { LayoutClient } from "./layout-client.ts";

const report = z.object({
  partitions: z.array(z.tuple([z.string(), z.number()])),
  sorted: z.boolean(),
  seen: z.number(),
});

const HERE = import.meta.dirname;
const FOREIGN_LIMIT_MS = 120_000;
/** Sites that the foreign client writes to; the last is new. */
const SITES = [5, 6, 400];
const ROWS_PER_SITE = 10;

/**
 * Lets a real DuckLake client insert into both tables: it has to follow their layout by itself, and
 * its files have to be left out of our reads like our own. Returns the number of failures.
 */
export async function checkForeignWrites(
  client: LayoutClient,
  { dataDir, databaseId }: { readonly dataDir: string; readonly databaseId: string },
): Promise<number> {
  const requirements = join(HERE, "../compat/ducklake/requirements.txt");
  const python = await ensurePinnedEnvironment("ducklake", requirements);
  const lake = join(dataDir, "databases", databaseId);
  const program = join(HERE, "foreign-layout.py");
  const output = await runProcess(python, [program, lake, ...SITES.map(String)], {
    timeoutMs: FOREIGN_LIMIT_MS,
  });
  const foreign = report.parse(JSON.parse(output));
  let failures = 0;
  const expect = (what: string, isMet: boolean): void => {
    console.log(`foreign client: ${what}${isMet ? "" : " -- NOT MET"}`);
    if (!isMet) failures += 1;
  };
  const written = foreign.partitions.map(([site, rows]) => `${site}:${rows}`).toSorted();
  const wanted = SITES.map((site) => `${site}:${ROWS_PER_SITE}`).toSorted();
  expect(
    `wrote one file for each site (${written.join(", ")})`,
    String(written) === String(wanted),
  );
  expect("wrote sorted rows", foreign.sorted);
  for (const site of SITES) {
    // The sum makes the engine read rows: it takes a bare count of all rows from the file's footer.
    const where = `WHERE site = ${site} AND id < 0`;
    const sql = `SELECT count(*) AS found, sum(id) AS ids FROM by_site ${where}`;
    const [[found] = []] = await client.rows(databaseId, sql);
    const { files, total } = await client.filesRead(databaseId, sql);
    const isMet = Number(found) === ROWS_PER_SITE && files === 1 && total === 103;
    expect(`its rows of site ${site}: ${String(found)}, files read ${files} of ${total}`, isMet);
  }
  expect(`reads ${foreign.seen} rows of site 42 in our files`, foreign.seen === 40_960);
  return failures;
}
