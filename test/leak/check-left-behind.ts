import { globSync, readdirSync, readlinkSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient } from "../server/api-client.ts";
import { ServerProcess } from "../server/server-process.ts";

const API_KEY = "left-behind-test-key";
const ROUNDS = 10;
/** Connections of clients that are kept alive end by then. */
const SETTLE_MS = 90_000;

interface Kept {
  readonly processes: number;
  readonly sockets: number;
  readonly descriptors: number;
  readonly files: number;
}

/**
 * Uses connections in every way, deletes them, and counts what a server has more of than before:
 * processes, sockets, other descriptors, files.
 */
export async function checkLeftBehind(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-left-behind-"));
  const sources = join(folder, "sources");
  await mkdir(sources);
  const path = join(sources, "shop.sqlite");
  makeShop(path);
  const dataDir = join(folder, "data");
  const env = { HOTDATA_CONNECTION_FOLDERS: sources };
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  try {
    const client = new ApiClient(server.url, API_KEY);
    for (let round = 0; round < 3; round += 1) await useConnection(client, path);
    const before = kept(server, dataDir);
    for (let round = 0; round < ROUNDS; round += 1) await useConnection(client, path);
    const more = await settledGrowth(server, dataDir, before);
    const { processes, sockets, descriptors, files } = more;
    console.log(
      `connections, ${ROUNDS} rounds: left behind processes ${processes}, sockets ${sockets}, ` +
        `descriptors ${descriptors}, files ${files}`,
    );
    return processes + sockets + descriptors + files === 0;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function makeShop(path: string): void {
  const shop = new DatabaseSync(path);
  shop.exec(
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, word TEXT); INSERT INTO orders " +
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i, 'word ' || i FROM n",
  );
  shop.close();
}

/** Copies, reads live, fails, leaves in the middle, refreshes, purges and deletes. */
async function useConnection(client: ApiClient, path: string): Promise<void> {
  const json = { name: "kept", source_type: "sqlite", config: { path } };
  const made = await client.get("POST", "/v1/connections", { json });
  const id = String(made["id"]);
  const ask = (sql: string, read_mode: string, signal = AbortSignal.timeout(60_000)) =>
    client.call("POST", "/v1/query", { json: { sql, read_mode }, signal });
  await ask("SELECT count(*) FROM kept.main.orders", "cached");
  await ask("SELECT * FROM kept.main.orders WHERE id = 7", "live");
  await ask("SELECT count(DISTINCT word) FROM kept.main.orders", "live");
  await ask("SELECT none FROM kept.main.orders", "live");
  await ask("SELECT max(word) FROM kept.main.orders", "live", AbortSignal.timeout(100)).catch(
    () => undefined,
  );
  const refresh = { connection_id: id, data: true };
  await client.get("POST", "/v1/refresh", { json: refresh });
  await client.get("DELETE", `/v1/connections/${id}/cache`);
  // A read that was left may hold it for a moment.
  for (let tries = 0; ; tries += 1) {
    const { status, text } = await client.call("DELETE", `/v1/connections/${id}`);
    if (status < 300) return;
    if (tries > 50) throw new Error(`${status} ${text}`);
    await sleep(100);
  }
}

async function settledGrowth(server: ServerProcess, dataDir: string, before: Kept): Promise<Kept> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const now = kept(server, dataDir);
    const more: Kept = {
      processes: Math.max(0, now.processes - before.processes),
      sockets: Math.max(0, now.sockets - before.sockets),
      descriptors: Math.max(0, now.descriptors - before.descriptors),
      files: Math.max(0, now.files - before.files),
    };
    const isCalm = Object.values(more).every((count) => count === 0);
    if (isCalm || Date.now() > deadline) return more;
    await sleep(500);
  }
}

function kept(server: ServerProcess, dataDir: string): Kept {
  const children = server.enginePids();
  const links = [server.pid, ...children].flatMap(openLinks);
  const sockets = links.filter((link) => link.startsWith("socket:")).length;
  const folders = "{databases,scratch,staging,uploads}/**/*";
  const files = globSync(folders, { cwd: dataDir, withFileTypes: true });
  return {
    processes: children.length,
    sockets,
    descriptors: links.length - sockets,
    files: files.filter((file) => file.isFile()).length,
  };
}

function openLinks(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return readlinkSync(join(folder, name));
    } catch {
      return [];
    }
  });
}
