import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { ReaderClient } from "./reader-client.ts";
import { READINGS } from "./readers.ts";
import { makeTables, WRITERS } from "./writers.ts";

/** Readers look at tables while they are loaded: each must see one snapshot, whole. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } });
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-readers-"));
  const apiKey = "reader-test-key";
  const server = await ServerProcess.start({ dataDir, apiKey });
  try {
    const client = new ReaderClient(server.url, apiKey);
    const databaseId = await client.create("/v1/databases", { name: "readers" });
    await makeTables(client, databaseId);
    return await compete(client, databaseId, Date.now() + Number(values.seconds) * 1000);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compete(client: ReaderClient, databaseId: string, end: number): Promise<number> {
  let loads = 0;
  let reads = 0;
  let mixed = 0;
  const writing = WRITERS.map(async (write) => {
    for (let version = 2; Date.now() < end; version += 1) {
      await write(client, databaseId, version);
      loads += 1;
    }
  });
  const reading = READINGS.map(async ({ name, read }) => {
    while (Date.now() < end) {
      const problem = await read(client, databaseId);
      reads += 1;
      if (problem === undefined) continue;
      mixed += 1;
      console.log(`mixed: ${name}: ${problem}`);
    }
  });
  await Promise.all([...writing, ...reading]);
  console.log(`rounds of loads ${loads}, reads ${reads}, mixed snapshots seen ${mixed}`);
  return mixed === 0 && loads > 0 && reads > 0 ? 0 : 1;
}

process.exitCode = await main();
