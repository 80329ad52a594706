import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiClient, type Outcome } from "../server/api-client.ts";
import { ServerProcess } from "../server/server-process.ts";
import { MariadbService } from "./services/mariadb.ts";
import { PostgresService } from "./services/postgres.ts";

const API_KEY = "connections-test-key";
export const SHOP = "shop";

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Folder for the server's data; a temporary one when absent. */
  readonly dataDir?: string;
}

/** A real server with connections to a real PostgreSQL and a real MariaDB, and a database that has both. */
export class ConnectionsWorld implements AsyncDisposable {
  readonly server: ServerProcess;
  readonly client: ApiClient;
  readonly postgres: PostgresService;
  readonly mariadb: MariadbService;
  readonly databaseId: string;
  readonly connectionIds: { readonly pg: string; readonly maria: string };
  readonly #opened: AsyncDisposableStack;

  private constructor(
    opened: AsyncDisposableStack,
    parts: Pick<ConnectionsWorld, "server" | "client" | "postgres" | "mariadb">,
    ids: Pick<ConnectionsWorld, "databaseId" | "connectionIds">,
  ) {
    this.#opened = opened;
    this.server = parts.server;
    this.client = parts.client;
    this.postgres = parts.postgres;
    this.mariadb = parts.mariadb;
    this.databaseId = ids.databaseId;
    this.connectionIds = ids.connectionIds;
  }

  /** @param prepare makes tables before the connections look for them */
  static async start(
    prepare: (sources: Pick<ConnectionsWorld, "postgres" | "mariadb">) => Promise<void>,
    { env = {}, dataDir }: WorldOptions = {},
  ): Promise<ConnectionsWorld> {
    await using opened = new AsyncDisposableStack();
    const postgres = opened.adopt(await PostgresService.start(), (service) => service.stop());
    const settings = ["--max-allowed-packet=256M"];
    const mariadb = opened.adopt(await MariadbService.start({ settings }), (one) => one.stop());
    await mariadb.sql(`CREATE DATABASE ${SHOP} CHARACTER SET utf8mb4`);
    await prepare({ postgres, mariadb });
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), "hotdata-connections-")));
    if (dataDir === undefined) opened.defer(() => rm(folder, { recursive: true, force: true }));
    const server = await ServerProcess.start({
      dataDir: folder,
      apiKey: API_KEY,
      env: { HOTDATA_CONNECTION_HOSTS: "127.0.0.1", ...env },
    });
    opened.defer(async () => void (await server.stop()));
    const client = new ApiClient(server.url, API_KEY);
    const parts = { server, client, postgres, mariadb };
    const ids = await connect(parts);
    return new ConnectionsWorld(opened.move(), parts, ids);
  }

  query(sql: string, more: Readonly<Record<string, unknown>> = {}): Promise<Outcome> {
    const headers = { "x-database-id": this.databaseId };
    return this.client.call("POST", "/v1/query", { headers, json: { sql, ...more } });
  }

  /** Rows of a statement that must succeed. */
  async rows(sql: string, more: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const { status, json, text } = await this.query(sql, more);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return json["rows"];
  }

  refresh(connection: "pg" | "maria", table: string, more: object = {}): Promise<Outcome> {
    const json = {
      connection_id: this.connectionIds[connection],
      schema_name: connection === "pg" ? "public" : SHOP,
      table_name: table,
      data: true,
      ...more,
    };
    return this.client.call("POST", "/v1/refresh", { json });
  }

  /** Ends the process that reads sources, without warning. */
  killConnectors(): void {
    for (const pid of this.server.childPids("connector-child")) process.kill(pid, "SIGKILL");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
  }
}

type Started = Pick<ConnectionsWorld, "client" | "postgres" | "mariadb">;

async function connect({ client, postgres, mariadb }: Started) {
  const create = async (name: string, source_type: string, config: object): Promise<string> => {
    const json = { name, source_type, config };
    const made = await client.get("POST", "/v1/connections", { json });
    if (made["discovery_status"] !== "success") throw new Error(JSON.stringify(made));
    return String(made["id"]);
  };
  const { host, port, database, reader } = postgres;
  const connectionIds = {
    pg: await create("pg", "postgres", { host, port, database, ...reader }),
    maria: await create("maria", "mysql", {
      host: mariadb.host,
      port: mariadb.port,
      database: SHOP,
      ...mariadb.reader,
    }),
  };
  const made = await client.get("POST", "/v1/databases", { json: { name: "joined" } });
  const databaseId = String(made["id"]);
  for (const connection_id of Object.values(connectionIds)) {
    const path = `/v1/databases/${databaseId}/catalogs`;
    await client.get("POST", path, { json: { connection_id } });
  }
  return { databaseId, connectionIds };
}
