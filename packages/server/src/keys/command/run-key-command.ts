import { existsSync } from "node:fs";
import { join } from "node:path";
import { AuditStore } from "../../audit/audit-store.ts";
import { DatabaseStore } from "../../databases/database-store.ts";
import { METASTORE_FILE } from "../../metastore/metastore-file.ts";
import { MetastoreChanges } from "../../metastore/metastore-changes.ts";
import { type Metastore, openMetastore } from "../../metastore/open-metastore.ts";
import { WorkspaceStore } from "../../workspaces/workspace-store.ts";
import { KeyManager } from "../key-manager.ts";
import { KeyService } from "../key-service.ts";
import { KeyStore } from "../key-store.ts";
import { RateLimiter } from "../rate-limiter.ts";
import { KeyCommandError, type KeyCommandParts } from "./key-command.ts";
import { createKey } from "./create-key.ts";
import { listKeys } from "./list-keys.ts";
import { revokeKey } from "./revoke-key.ts";

type KeyCommand = (args: readonly string[], parts: KeyCommandParts) => Promise<string>;

const COMMANDS: Readonly<Record<string, KeyCommand>> = {
  create: createKey,
  list: listKeys,
  revoke: revokeKey,
};

const USAGE = `usage: npm run keys -- COMMAND
  create [--name NAME] [--workspace ID [--database ID]] [--read-only]
         [--expires 30d] [--rate-limit REQUESTS_PER_MINUTE]
  list
  revoke KEY_ID [--force]
The data folder is the one of HOTDATA_DATA_DIR; its server may be running.`;

/**
 * Manages the keys of a data folder, whether its server runs or not: a running one looks a key up
 * with every request. Returns what to print.
 * @throws {KeyCommandError} {@link ApiError} {@link AccessError} with a sentence for the operator
 */
export async function runKeyCommand(args: readonly string[], dataDir: string): Promise<string> {
  const [name = "", ...rest] = args;
  const command = COMMANDS[name];
  if (command === undefined) throw new KeyCommandError(USAGE);
  if (!existsSync(join(dataDir, METASTORE_FILE))) {
    throw new KeyCommandError(
      `${dataDir} is not the data folder of a server; set HOTDATA_DATA_DIR, or start the server once`,
    );
  }
  const changes = new MetastoreChanges();
  const metastore = openMetastore(dataDir, changes);
  try {
    return await command(rest, partsOf(metastore, changes));
  } catch (error) {
    throw isWrongOption(error) ? new KeyCommandError(`${error.message}\n${USAGE}`) : error;
  } finally {
    await metastore.destroy();
  }
}

function partsOf(metastore: Metastore, changes: MetastoreChanges): KeyCommandParts {
  const keyStore = new KeyStore(metastore);
  const keys = new KeyService(keyStore, new RateLimiter(0), changes);
  const workspaceStore = new WorkspaceStore(metastore);
  const keyManager = new KeyManager({
    keys,
    keyStore,
    workspaces: { isActive: async (id) => (await workspaceStore.find(id)) !== undefined },
    databases: new DatabaseStore(metastore),
  });
  return { keyStore, keyManager, audit: new AuditStore(metastore) };
}

function isWrongOption(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return typeof error.code === "string" && error.code.startsWith("ERR_PARSE_ARGS_");
}
