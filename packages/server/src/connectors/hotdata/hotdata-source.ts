import type {
  Connector,
  DiscoveredTable,
  Source,
  SourceRead,
  SourceReadRequest,
} from "../connector.ts";
import { reparsed } from "../files/reparsed.ts";
import { discoverFar, type FarParts } from "./discover-far.ts";
import { findFarDatabase } from "./far-database.ts";
import { FarQueries } from "./far-queries.ts";
import { beginFarRead } from "./far-read.ts";
import { FarServer } from "./far-server.ts";
import { hotdataConfig } from "./hotdata-config.ts";

/** Tables of a database of another Hotdata server, read through its API. */
export const connector: Connector = {
  open: async ({ config, rules }) => {
    const checked = reparsed(hotdataConfig, config);
    return new HotdataSource(new FarServer(checked, rules), checked.database_id ?? undefined);
  },
};

class HotdataSource implements Source {
  readonly #server: FarServer;
  readonly #databaseId: string | undefined;
  #parts: FarParts | undefined;

  constructor(server: FarServer, databaseId: string | undefined) {
    this.#server = server;
    this.#databaseId = databaseId;
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.#connect(signal);
  }

  async discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    return discoverFar(await this.#connect(signal), signal);
  }

  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    const parts = this.#parts ?? (await this.#connect(signal));
    return beginFarRead(parts, request, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Each request has a connection of its own.
  }

  /** Looks the database up, whose id and connection do not change from then on. */
  async #connect(signal: AbortSignal): Promise<FarParts> {
    const database = await findFarDatabase(this.#server, this.#databaseId, signal);
    const queries = new FarQueries(this.#server, database.id);
    this.#parts = { server: this.#server, database, queries };
    return this.#parts;
  }
}
