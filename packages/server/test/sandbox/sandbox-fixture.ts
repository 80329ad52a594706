import { randomUUID } from "node:crypto";
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { AttackTarget } from "./attacks.ts";
import { SandboxedServer } from "./sandboxed-server.ts";

/** A running server with two databases, and with canaries wherever SQL must not reach. */
export interface SandboxFixture extends AsyncDisposable {
  readonly server: SandboxedServer;
  readonly target: AttackTarget;
  /** The attacker's own database. */
  readonly databaseId: string;
  /** Texts that no answer may contain. */
  readonly canaries: readonly string[];
}

const CANARY_VARIABLE = "SANDBOX_CANARY";

export async function startSandboxFixture(): Promise<SandboxFixture> {
  const [outside, leftover, variable, row] = [canary(), canary(), canary(), canary()];
  const server = await SandboxedServer.start({ [CANARY_VARIABLE]: variable });
  try {
    const databaseId = await createDatabase(server, "mine", "n\n1\n2\n3\n");
    const otherDatabaseId = await createDatabase(
      server,
      "secrets_of_others",
      `n,note\n1,${row}\n2,${row}\n`,
    );
    const ownFolder = await databaseFolder(server, databaseId);
    const otherFolder = await databaseFolder(server, otherDatabaseId);
    const canaryFile = join(server.folder, "outside.csv");
    const leftoverFile = join(ownFolder, "leftover.csv");
    await writeFile(canaryFile, `column0\n${outside}\n`);
    await writeFile(leftoverFile, `column0\n${leftover}\n`);
    const target = {
      dataDir: server.dataDir,
      ownFolder,
      leftoverFile,
      canaryFile,
      otherDatabaseFile: join(otherFolder, "catalog.sqlite"),
      otherDatabaseId,
      canaryVariable: CANARY_VARIABLE,
    };
    const canaries = [outside, leftover, variable, row];
    return { server, target, databaseId, canaries, [Symbol.asyncDispose]: () => stop(server) };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

function canary(): string {
  return `canary_${randomUUID().replaceAll("-", "")}`;
}

async function stop(server: SandboxedServer): Promise<void> {
  await server[Symbol.asyncDispose]();
}

async function createDatabase(
  server: SandboxedServer,
  table: string,
  csvText: string,
): Promise<string> {
  const schemas = [{ name: "main", tables: [{ name: table }] }];
  const created = await server.post("/v1/databases", { name: table, schemas });
  if (created.status !== 201) throw new Error(`no database: ${created.text}`);
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(created.text));
  const load = { mode: "replace", data: csvText };
  const loaded = await server.post(
    `/v1/databases/${id}/schemas/main/tables/${table}/loads`,
    load,
    id,
  );
  if (loaded.status !== 200) throw new Error(`no rows: ${loaded.text}`);
  return id;
}

async function databaseFolder(server: SandboxedServer, databaseId: string): Promise<string> {
  const folder = join(server.dataDir, "databases", databaseId);
  await access(join(folder, "catalog.sqlite"));
  return folder;
}
