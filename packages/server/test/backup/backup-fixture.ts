import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type BackupOptions, takeBackup } from "../../src/backup/take-backup.ts";
import { restoreBackup } from "../../src/backup/restore-backup.ts";
import { type Json, startTestAppOn, type TestApp } from "../start-test-app.ts";

/** An empty folder for backups and what is restored from them. */
export async function tempFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-backup-"));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const LIMIT_MS = 60_000;

export function backUp(dataDir: string, to: string, options: Partial<BackupOptions> = {}) {
  const signal = AbortSignal.timeout(LIMIT_MS);
  return takeBackup({ dataDir, to, isLinked: false, withKeys: false, signal, ...options });
}

export function restore(from: string, dataDir: string) {
  return restoreBackup({ from, dataDir, signal: AbortSignal.timeout(LIMIT_MS) });
}

/** Backs a server's folder up, restores it and starts a server on that. */
export async function startRestored(t: TestContext, app: TestApp): Promise<TestApp> {
  const folder = await tempFolder(t);
  await backUp(app.dataDir, join(folder, "b"));
  await restore(join(folder, "b"), join(folder, "d"));
  return startTestAppOn(t, join(folder, "d"));
}

/** Makes a database with a loaded table `t`; returns its id. */
export async function createLoaded(app: TestApp, name: string, csvText: string): Promise<string> {
  const schemas = [{ name: "main", tables: [{ name: "t", key: ["k"] }] }];
  const { json } = await app.call("POST", "/v1/databases", { json: { name, schemas } });
  await load(app, json.id, { mode: "replace", data: csvText });
  return json.id;
}

export async function load(app: TestApp, databaseId: string, json: Json): Promise<void> {
  const path = `/v1/databases/${databaseId}/schemas/main/tables/t/loads`;
  const answer = await app.call("POST", path, { json });
  if (answer.status !== 200) throw new Error(`load: ${answer.status} ${answer.text}`);
}

/** The answer's whole body. */
export async function query(app: TestApp, databaseId: string, sql: string): Promise<Json> {
  const answer = await app.call("POST", "/v1/query", { json: { sql, database_id: databaseId } });
  if (answer.status !== 200) throw new Error(`query: ${answer.status} ${answer.text}`);
  return answer.json;
}
