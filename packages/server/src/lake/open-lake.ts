import { Pausable } from "../concurrency/pausable.ts";
import type { WrittenFile } from "../engine/engine.ts";
import type { Alteration } from "./alter/alteration.ts";
import { KeptScans } from "./kept-scans.ts";
import type {
  CommitWriteRequest,
  Lake,
  LakeTableName,
  PlanWriteRequest,
  ResolvedSnapshot,
  WritePlan,
  TableToRead,
} from "./lake.ts";
import { LakeHolds } from "./lake-holds.ts";
import { FileRemoval } from "./upkeep/file-removal.ts";
import type { CompactionPlan, CompactionRules, SnapshotPage } from "./upkeep/lake-upkeep.ts";
import type { LakeCallName, LakeCalls } from "./worker/lake-calls.ts";
import { LakeClient } from "./worker/lake-client.ts";

export interface LakeOptions {
  /** Folder of all databases; it and its sub-folders are made when they are missing. */
  readonly dataDir: string;
  /** How many catalogs are kept open, 256 unless told otherwise. */
  readonly openCatalogs?: number;
  /** How long to wait while another program locks a catalog, 20,000 unless told otherwise. */
  readonly busyTimeoutMs?: number;
  /** Paused while the state of all databases is recorded: changes of catalogs. */
  readonly changes?: Pausable;
  /** Paused while files are given a second name: whatever takes files away. */
  readonly removals?: Pausable;
}

const DEFAULTS = { openCatalogs: 256, busyTimeoutMs: 20_000 };

/** How many tables' scans stay in this thread, so that they need not be copied between threads. */
const KEPT_SCANS = 1000;

/**
 * Opens the lake in a worker thread. Before it answers, it clears away whatever a killed process
 * left behind. Only one process may have a data folder open; foreign DuckLake clients may always.
 */
export async function openLake(options: LakeOptions): Promise<Lake> {
  const { changes = new Pausable(), removals = new Pausable(), ...given } = options;
  const client = await LakeClient.start({ ...DEFAULTS, ...given });
  return new ThreadedLake({ client, changes, removals });
}

interface LakeParts {
  readonly client: LakeClient;
  readonly changes: Pausable;
  readonly removals: Pausable;
}

class ThreadedLake implements Lake {
  readonly #client: LakeClient;
  readonly #changes: Pausable;
  readonly #removals: Pausable;
  readonly #kept = new KeptScans(KEPT_SCANS);
  readonly #holds = new LakeHolds();
  readonly #removal: FileRemoval;
  readonly #listeners: ((databaseId: string) => void)[] = [];

  constructor({ client, changes, removals }: LakeParts) {
    this.#client = client;
    this.#changes = changes;
    this.#removals = removals;
    this.#removal = new FileRemoval({
      holds: this.#holds,
      find: (databaseId, graceMs) => client.call("findUnneededFiles", { databaseId, graceMs }),
      remove: (databaseId, files) =>
        removals.run(() => client.call("removeUnneededFiles", { databaseId, files })),
    });
  }

  createDatabase(databaseId: string, schemas: readonly string[]) {
    return this.#change("createDatabase", { databaseId, schemas });
  }

  reserveDatabases(databaseIds: readonly string[]) {
    return this.#change("reserveDatabases", { databaseIds });
  }

  deleteDatabases(databaseIds: readonly string[]) {
    for (const databaseId of databaseIds) this.#removal.forget(databaseId);
    return this.#removals.run(() => this.#client.call("deleteDatabases", { databaseIds }));
  }

  findWithRows(databaseIds: readonly string[]) {
    return this.#client.call("findWithRows", { databaseIds });
  }

  async forkDatabase(databaseId: string, forkId: string) {
    using _files = this.#holds.hold(databaseId);
    await this.#changing(forkId, this.#change("forkDatabase", { databaseId, forkId }));
  }

  alter(databaseId: string, alteration: Alteration) {
    return this.#changing(databaseId, this.#change("alter", { databaseId, alteration }));
  }

  databaseSize(databaseId: string) {
    return this.#client.call("databaseSize", { databaseId });
  }

  createSchema(databaseId: string, schema: string) {
    return this.#change("createSchema", { databaseId, schema });
  }

  findTable(databaseId: string, table: LakeTableName) {
    return this.#client.call("findTable", { databaseId, table });
  }

  listTables(databaseId: string) {
    return this.#client.call("listTables", { databaseId });
  }

  async resolve(databaseId: string, names: readonly TableToRead[]): Promise<ResolvedSnapshot> {
    const kept = this.#kept.of(databaseId, names);
    const tables = names.map(({ schema, table, at, needs }, index) => {
      return { schema, table, at, needs, knownVersion: kept[index]?.version ?? null };
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

  findCandidates(plan: WritePlan, incoming: readonly WrittenFile[]) {
    return this.#client.call("findCandidates", { plan, incoming });
  }

  commitWrite(request: CommitWriteRequest) {
    return this.#changing(request.plan.databaseId, this.#change("commitWrite", request));
  }

  findCommit(databaseId: string, loadId: string) {
    return this.#client.call("findCommit", { databaseId, loadId });
  }

  dropTable(databaseId: string, table: LakeTableName) {
    return this.#changing(databaseId, this.#change("dropTable", { databaseId, table }));
  }

  hold(databaseId: string) {
    return this.#holds.hold(databaseId);
  }

  onChanged(listener: (databaseId: string) => void): void {
    this.#listeners.push(listener);
  }

  listSnapshots(databaseId: string, page: SnapshotPage) {
    return this.#client.call("listSnapshots", { databaseId, page });
  }

  expireSnapshots(databaseId: string, cutoff: Date) {
    return this.#change("expireSnapshots", { databaseId, cutoff });
  }

  removeUnneededFiles(databaseId: string, graceMs: number) {
    return this.#removal.remove(databaseId, graceMs);
  }

  planCompaction(databaseId: string, rules: CompactionRules) {
    return this.#client.call("planCompaction", { databaseId, rules });
  }

  planRewrite(databaseId: string, table: LakeTableName) {
    return this.#client.call("planRewrite", { databaseId, table });
  }

  commitCompaction(plan: CompactionPlan, files: readonly WrittenFile[]) {
    return this.#change("commitCompaction", { plan, files });
  }

  close() {
    return this.#client.close();
  }

  #change<Name extends LakeCallName>(name: Name, input: LakeCalls[Name]["input"]) {
    return this.#changes.run(() => this.#client.call(name, input));
  }

  async #changing<T>(databaseId: string, change: Promise<T>): Promise<T> {
    const outcome = await change;
    for (const listener of this.#listeners) listener(databaseId);
    return outcome;
  }
}
