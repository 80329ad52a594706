import { copyFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CrashClient } from "../crash/crash-client.ts";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { runRestore, runVerify } from "./backup-command.ts";
import type { BackupTally } from "./backup-tally.ts";
import { findDatabase } from "./check-restored.ts";
import type { Clients, Progresses } from "./clients.ts";
import { countEqual, type KeptKeys } from "./kept-keys.ts";
import { readDatasets, readSecrets } from "./keepsakes.ts";

export interface TakenBackup {
  readonly folder: string;
  readonly progress: Progresses;
  readonly keys: KeptKeys;
}

export interface CheckParts {
  readonly root: string;
  /** The data folder that was backed up. */
  readonly dataDir: string;
  readonly clients: Clients;
  readonly tally: BackupTally;
  readonly env: Readonly<Record<string, string>>;
}

/** Restores a backup, starts a server on it and compares it with what the clients know. */
export async function checkBackup(backup: TakenBackup, parts: CheckParts): Promise<void> {
  const { root, clients, tally, env } = parts;
  const { folder, progress, keys } = backup;
  tally.backups += 1;
  await runVerify(folder);
  const dataDir = join(root, "restored");
  await runRestore(folder, dataDir);
  const keyFile = join(dataDir, "secret.key");
  if (!existsSync(keyFile)) await copyFile(join(parts.dataDir, "secret.key"), keyFile);
  // A key of its own: the old one must work because it was restored.
  const server = await ServerProcess.start({ dataDir, apiKey: "key-of-the-restored-server", env });
  const client = new CrashClient(() => server.url, keys.apiKey);
  let datasets;
  try {
    const { equal, count } = await countEqual(server.url, keys);
    tally.keys += count;
    tally.equalKeys += equal;
    await clients.check(client, progress, tally);
    datasets = await readDatasets(client);
    await loadMore(client);
  } finally {
    await server.stop();
  }
  const secrets = await readSecrets(dataDir, clients.secretNames());
  clients.checkKeepsakes({ secrets, datasets }, progress, tally);
  for (const path of findDebris(dataDir)) tally.problems.push(`debris: ${path}`);
  if (existsSync(join(dataDir, "backup-image"))) tally.problems.push("debris: an image");
  await rm(dataDir, { recursive: true, force: true });
}

/** A restored server must be able to go on, in a database that was only reserved as well. */
async function loadMore(client: CrashClient): Promise<void> {
  const id = await findDatabase(client, "filler-0");
  if (id === undefined) throw new Error("the restored server lacks the database filler-0");
  const path = `/v1/databases/${id}/schemas/main/tables/t/loads`;
  const answer = await client.call("POST", path, { mode: "replace", data: "k,v\n1,one\n" });
  const table = await client.readTable(id);
  if (answer.status !== 200 || table.get(1) !== "one") {
    throw new Error(`a load after the restore: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
