import { ROWS } from "./writers.ts";
import type { ReaderClient } from "./reader-client.ts";

export interface Reading {
  readonly name: string;
  /** What is wrong with what was seen; undefined when it is one state. */
  read(client: ReaderClient, databaseId: string): Promise<string | undefined>;
}

/** Ways to look at the tables; each notices rows of two states at once. */
export const READINGS: readonly Reading[] = [
  { name: "replaced tables", read: readReplaced },
  { name: "a table changed by key", read: readChanged },
  { name: "a table that grows", read: readGrown },
  { name: "one table twice", read: readTwice },
  { name: "an old snapshot", read: readOldSnapshot },
  { name: "a fork", read: readFork },
];

const REPLACED =
  "SELECT (SELECT min(version) FROM replaced), (SELECT max(version) FROM replaced), " +
  "(SELECT count(*) FROM replaced), (SELECT min(version) FROM follower), " +
  "(SELECT max(version) FROM follower), (SELECT count(*) FROM follower)";

async function readReplaced(client: ReaderClient, databaseId: string) {
  const [low, high, count, followerLow, followerHigh, followerCount] = await client.numbers(
    databaseId,
    REPLACED,
  );
  const behind = Number(high) - Number(followerHigh);
  const isOne =
    low === high &&
    followerLow === followerHigh &&
    count === ROWS &&
    followerCount === ROWS &&
    (behind === 0 || behind === 1);
  return isOne ? undefined : `${low}..${high} (${count}), ${followerLow}..${followerHigh}`;
}

async function readChanged(client: ReaderClient, databaseId: string) {
  const sql = "SELECT min(version), max(version), count(*), count(DISTINCT k) FROM changed";
  const [low, high, count, keys] = await client.numbers(databaseId, sql);
  const isOne = low === high && count === ROWS && keys === ROWS;
  return isOne ? undefined : `${low}..${high}, ${count} rows, ${keys} keys`;
}

async function readGrown(client: ReaderClient, databaseId: string) {
  const sql =
    "SELECT count(*) FILTER (n <> " +
    `${ROWS}), count(*) FROM (SELECT version, count(*) AS n FROM grown GROUP BY version)`;
  const [halves, versions] = await client.numbers(databaseId, sql);
  return halves === 0 && Number(versions) > 0 ? undefined : `${halves} of ${versions} versions cut`;
}

async function readTwice(client: ReaderClient, databaseId: string) {
  const sql =
    "SELECT count(*) FROM (SELECT k, version FROM changed) a " +
    "FULL JOIN (SELECT k, version FROM changed) b USING (k, version) " +
    "WHERE a.k IS NULL OR b.k IS NULL";
  const [unmatched] = await client.numbers(databaseId, sql);
  return unmatched === 0 ? undefined : `${unmatched} rows in one reading only`;
}

async function readOldSnapshot(client: ReaderClient, databaseId: string) {
  const snapshot = await client.newestSnapshot(databaseId);
  const sql = `SELECT sum(version), count(*), max(version) FROM changed AT (VERSION => ${snapshot})`;
  const [sum, count, high] = await client.numbers(databaseId, sql);
  const again = await client.numbers(databaseId, sql);
  const isOne = sum === Number(count) * Number(high) && again[0] === sum && count === ROWS;
  return isOne ? undefined : `sums ${sum} and ${again[0]}, highest ${high}, ${count} rows`;
}

async function readFork(client: ReaderClient, databaseId: string) {
  const fork = await client.create(`/v1/databases/${databaseId}/fork`, {});
  try {
    return (await readReplaced(client, fork)) ?? (await readChanged(client, fork));
  } finally {
    await client.remove(`/v1/databases/${fork}`);
  }
}
