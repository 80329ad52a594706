import type { ReaderClient } from "./reader-client.ts";

/** Rows of every table that is replaced or changed by key. */
export const ROWS = 500;

export type Writer = (client: ReaderClient, databaseId: string, version: number) => Promise<void>;

/**
 * Each load leaves its table in a state that a reader can recognise as whole: `version` is the same
 * in all rows of `replaced`, `follower` and `changed`; `grown` has exactly ROWS rows of each version.
 */
export const WRITERS: readonly Writer[] = [replaceBoth, changeByKey, grow];

/** `follower` is replaced after `replaced`: it is never ahead, and never two versions behind. */
async function replaceBoth(client: ReaderClient, databaseId: string, version: number) {
  const load = { mode: "replace", data: csvOf(version) };
  await client.load(databaseId, "replaced", load);
  await client.load(databaseId, "follower", load);
}

/** Changes every row by key; now and then all of them go and come again in one upsert each. */
async function changeByKey(client: ReaderClient, databaseId: string, version: number) {
  const mode = version % 2 === 0 ? "upsert" : "update";
  await client.load(databaseId, "changed", { mode, key: ["k"], data: csvOf(version) });
}

async function grow(client: ReaderClient, databaseId: string, version: number) {
  await client.load(databaseId, "grown", { mode: "append", data: csvOf(version) });
  if (version % 5 !== 0) return;
  const keys = csvOf(version - 4);
  await client.load(databaseId, "grown", { mode: "delete", key: ["version"], data: keys });
}

/** Tables as the first version leaves them. */
export async function makeTables(client: ReaderClient, databaseId: string): Promise<void> {
  for (const table of ["replaced", "follower", "changed", "grown"]) {
    await client.load(databaseId, table, { mode: "replace", data: csvOf(1) });
  }
}

function csvOf(version: number): string {
  const rows = Array.from({ length: ROWS }, (_, k) => `${k},${version}`);
  return `k,version\n${rows.join("\n")}\n`;
}
