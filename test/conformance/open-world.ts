import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { ServerProcess } from "../server/server-process.ts";
import { ConformanceClient, type Json } from "./conformance-client.ts";
import type { Coverage } from "./coverage.ts";
import type { ExpectedCall } from "./expected-calls.ts";
import type { LesserKeys, World } from "./world.ts";

const API_KEY = "conformance-test-key";

/** Limits so small that a test reaches them. */
const SMALL = { HOTDATA_MAX_RUNNING_QUERIES: "1", HOTDATA_UPLOAD_SESSIONS: "off" };

export interface OpenedWorld {
  readonly world: World;
  /** Ends the servers; false when one of them did not end cleanly. */
  close(): Promise<boolean>;
}

/** Starts two real servers in `folder` and puts a database with a table into the first. */
export async function openWorld(
  folder: string,
  calls: readonly ExpectedCall[],
  coverage: Coverage,
): Promise<OpenedWorld> {
  const options = { dataDir: join(folder, "data"), apiKey: API_KEY };
  const sourceFolder = await realpath(folder);
  const env = { HOTDATA_CONNECTION_FOLDERS: sourceFolder };
  const server = await ServerProcess.start({ ...options, env });
  const small = await ServerProcess.start({
    ...options,
    dataDir: join(folder, "small"),
    env: SMALL,
  });
  const client = new ConformanceClient({ calls, url: server.url, key: API_KEY, coverage });
  const close = async (): Promise<boolean> => {
    const codes = await Promise.all([server.stop(), small.stop()]);
    return codes.every((code) => code === 0);
  };
  try {
    const database = await client.call("create_database", 201, {
      json: { name: "conformance", schemas: [{ name: "public" }] },
    });
    const { id: databaseId, default_connection_id: connectionId } = database;
    const params = { database_id: databaseId, schema: "public", table: "orders" };
    const json = { mode: "replace", data: "id,city\n1,Oslo\n2,Bergen\n" };
    await client.call("load_database_table", 200, { params, json });
    const keys = await createKeys(client, databaseId);
    const smallUrl = small.url;
    const world = { client, databaseId, connectionId, keys, smallUrl, sourceFolder };
    return { world, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createKeys(client: ConformanceClient, databaseId: string): Promise<LesserKeys> {
  const { workspaces } = await client.call("list_workspaces", 200);
  const workspace_id = workspaces[0].public_id;
  const create = async (json: object): Promise<string> => {
    const made: Json = await client.createKey({ workspace_id, ...json });
    return made.key;
  };
  return {
    workspace: await create({ name: "workspace", scope: "workspace" }),
    readOnly: await create({ name: "read only", scope: "workspace", read_only: true }),
    database: await create({ name: "database", scope: "database", database_id: databaseId }),
  };
}
