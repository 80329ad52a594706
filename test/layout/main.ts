import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import {
  type CheckedQuery,
  CHECKED_QUERIES,
  DECLARED_TABLES,
  totalsSql,
} from "./checked-queries.ts";
import { checkForeignWrites } from "./check-foreign-writes.ts";
import { LayoutClient } from "./layout-client.ts";
import { FILE_COUNT, SourceFile } from "./source-file.ts";

const MOST_FILES = 2;

/**
 * Loads shuffled rows into a partitioned and a sorted table, and shows how many of their files the
 * engine opens for point and range queries. Ends with 1 when an answer is wrong or files are many.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { "without-foreign": { type: "boolean" } } });
  const folder = await mkdtemp(join(tmpdir(), "hotdata-layout-"));
  const dataDir = join(folder, "data");
  const apiKey = "layout-test-key";
  const env = { HOTDATA_DATA_FILE_BYTES: "65536" };
  const server = await ServerProcess.start({ dataDir, apiKey, env });
  const source = await SourceFile.write(join(folder, "source.parquet"));
  try {
    const client = new LayoutClient(server.url, apiKey);
    const databaseId = await client.createDatabase(DECLARED_TABLES);
    for (const { name } of DECLARED_TABLES) await client.loadParquet(databaseId, name, source.path);
    let failures = 0;
    for (const query of CHECKED_QUERIES) {
      if (!(await check(client, { databaseId, source, query }))) failures += 1;
    }
    if (values["without-foreign"] !== true) {
      failures += await checkForeignWrites(client, { dataDir, databaseId });
    }
    console.log(failures === 0 ? "layout: all good" : `layout: ${failures} failures`);
    return failures === 0 ? 0 : 1;
  } finally {
    source.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Check {
  readonly databaseId: string;
  readonly source: SourceFile;
  readonly query: CheckedQuery;
}

async function check(
  client: LayoutClient,
  { databaseId, source, query: { table, name, where } }: Check,
): Promise<boolean> {
  const [row = []] = await client.rows(databaseId, totalsSql(table, where));
  const found = JSON.stringify(row.map(String));
  const expected = await source.answer(totalsSql("source", where));
  const read = await client.filesRead(databaseId, totalsSql(table, where));
  const isRight = found === expected && !expected.startsWith('["0"');
  const isFew = read.files <= MOST_FILES && read.files > 0 && read.total === FILE_COUNT;
  const verdict = isRight ? "right" : `WRONG: ${found} instead of ${expected}`;
  console.log(`${table}, ${name}: files read ${read.files} of ${read.total}, answer ${verdict}`);
  return isRight && isFew;
}

process.exitCode = await main();
