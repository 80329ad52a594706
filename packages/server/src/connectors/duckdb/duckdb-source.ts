import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../../engine/duckdb/interruptible.ts";
import type {
  Connector,
  DiscoveredTable,
  Source,
  SourceRead,
  SourceReadRequest,
  SourceSettings,
} from "../connector.ts";
import { AttachedFile } from "./attached-file.ts";
import { discoverTables } from "./discover-tables.ts";
import { duckDbError } from "./duckdb-error.ts";
import { beginFileRead } from "./file-read.ts";

/** A DuckDB database file of this machine, opened anew for each piece of work. */
export const connector: Connector = {
  open: async (settings) => new DuckDbSource(settings),
};

class DuckDbSource implements Source {
  readonly #path: string;
  readonly #rules: SourceSettings["rules"];

  constructor({ config, rules }: SourceSettings) {
    this.#path = String(config["path"]);
    this.#rules = rules;
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.#with(signal, (connection) => connection.run("SELECT 1"));
  }

  discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    return this.#with(signal, (connection, { catalog }) =>
      discoverTables(connection, catalog, signal),
    );
  }

  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    signal.throwIfAborted();
    const held = new AsyncDisposableStack();
    try {
      const file = held.use(await this.#attach(request.folder));
      const limits = { signal, statementMs: this.#rules.statementMs };
      return await beginFileRead(file, request, { held, limits });
    } catch (error) {
      await held.disposeAsync();
      throw duckDbError(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing stands open between two pieces of work.
  }

  async #with<T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection, file: AttachedFile) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    using file = await this.#attach();
    const connection = await file.connect();
    try {
      return await interruptible(connection, signal, () => work(connection, file));
    } catch (error) {
      throw duckDbError(error);
    } finally {
      connection.closeSync();
    }
  }

  #attach(workDir?: string): Promise<AttachedFile> {
    const file = { path: this.#path, folders: this.#rules.folders };
    return AttachedFile.open(workDir === undefined ? file : { ...file, workDir });
  }
}
