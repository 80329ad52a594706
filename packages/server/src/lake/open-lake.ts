import { KeptScans } from "./kept-scans.ts";
import type {
  CommitWriteRequest,
  Lake,
  LakeTableName,
  PlanWriteRequest,
  ResolvedSnapshot,
} from "./lake.ts";
import { LakeClient } from "./worker/lake-client.ts";

export interface LakeOptions {
  /** Folder of all databases; it and its sub-folders are made when they are missing. */
  readonly dataDir: string;
  /** How many catalogs are kept open, 256 unless told otherwise. */
  readonly openCatalogs?: number;
  /** How long to wait while another program locks a catalog, 20,000 unless told otherwise. */
  readonly busyTimeoutMs?: number;
}

const DEFAULTS = { openCatalogs: 256, busyTimeoutMs: 20_000 };

/** How many tables' scans stay in this thread, so that they need not be copied between threads. */
const KEPT_SCANS = 1000;

/**
 * Opens the lake in a worker thread. Before it answers, it clears away whatever a killed process
 * left behind. Only one process may have a data folder open; foreign DuckLake clients may always.
 */
export async function openLake(options: LakeOptions): Promise<Lake> {
  return new ThreadedLake(await LakeClient.start({ ...DEFAULTS, ...options }));
}

class ThreadedLake implements Lake {
  readonly #client: LakeClient;
  readonly #kept = new KeptScans(KEPT_SCANS);

  constructor(client: LakeClient) {
    this.#client = client;
  }

  createDatabase(databaseId: string, schemas: readonly string[]) {
    return this.#client.call("createDatabase", { databaseId, schemas });
  }

  deleteDatabase(databaseId: string) {
    return this.#client.call("deleteDatabase", { databaseId });
  }

  databaseSize(databaseId: string) {
    return this.#client.call("databaseSize", { databaseId });
  }

  createSchema(databaseId: string, schema: string) {
    return this.#client.call("createSchema", { databaseId, schema });
  }

  listTables(databaseId: string) {
    return this.#client.call("listTables", { databaseId });
  }

  async resolve(databaseId: string, names: readonly LakeTableName[]): Promise<ResolvedSnapshot> {
    const kept = this.#kept.of(databaseId, names);
    const tables = names.map(({ schema, table }, index) => {
      return { schema, table, knownVersion: kept[index]?.version ?? null };
    });
    const answer = await this.#client.call("resolve", { databaseId, tables });
    return {
      snapshotId: answer.snapshotId,
      tables: answer.tables.map((table) => this.#kept.complete(databaseId, table, kept)),
    };
  }

  planWrite(request: PlanWriteRequest) {
    return this.#client.call("planWrite", request);
  }

  commitWrite(request: CommitWriteRequest) {
    return this.#client.call("commitWrite", request);
  }

  findCommit(databaseId: string, loadId: string) {
    return this.#client.call("findCommit", { databaseId, loadId });
  }

  dropTable(databaseId: string, table: LakeTableName) {
    return this.#client.call("dropTable", { databaseId, table });
  }

  close() {
    return this.#client.close();
  }
}
