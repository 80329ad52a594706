import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { FolderClient } from "./folder-client.ts";
import { fillFolder } from "./fill-folder.ts";
import { packFolder } from "./packed-folder.ts";

/**
 * Makes a folder of a release, for the test that later ones open it. With a checkout of the release
 * and its `npm ci`:
 * `node --conditions=@hotdata/source make-older-folder.ts --checkout DIR --release COMMIT`
 */
const { values } = parseArgs({
  options: { checkout: { type: "string" }, release: { type: "string" } },
});
const { checkout = "", release = "" } = values;
const API_KEY = "key-of-an-older-release";
const dataDir = await mkdtemp(join(tmpdir(), "hotdata-older-"));
const server = spawn(
  process.execPath,
  ["--conditions=@hotdata/source", join(checkout, "packages/server/src/main.ts")],
  {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      HOTDATA_PORT: "0",
      HOTDATA_DATA_DIR: dataDir,
      HOTDATA_API_KEY: API_KEY,
      HOTDATA_LOG_LEVEL: "error",
      HOTDATA_COMPACTION_MIN_FILES: "0",
    },
  },
);
const exited = once(server, "exit");
const filling = listeningUrl().then((url) => fillFolder(new FolderClient(url, API_KEY)));
const recorded = await filling.finally(() => server.kill("SIGTERM"));
await exited;
const metastore = new DatabaseSync(join(dataDir, "metastore.sqlite"));
// Open sessions end after a day: this one has to wait for later releases.
metastore.exec("UPDATE uploads SET expires_at = '2999-01-01T00:00:00.000Z' WHERE status = 'open'");
metastore.exec("PRAGMA journal_mode = WAL; VACUUM");
metastore.close();
const target = join(import.meta.dirname, release);
await mkdir(target, { recursive: true });
await writeFile(join(target, "folder.json.gz"), await packFolder(dataDir));
const text = JSON.stringify({ release, apiKey: API_KEY, ...recorded }, undefined, 1);
await writeFile(join(target, "recorded.json"), `${text}\n`);
await rm(dataDir, { recursive: true });

async function listeningUrl(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("the server ended before it listened");
}
