import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { CatalogCache } from "../catalog/catalog-cache.ts";
import { createCatalog, makeTemplate } from "../catalog/create-catalog.ts";
import { isMissing, syncPath } from "../catalog/durable-files.ts";
import { alter } from "../alter/alter.ts";
import { databaseSize } from "../catalog/database-size.ts";
import { LakePaths } from "../catalog/lake-paths.ts";
import { findTable, listTables } from "../catalog/list-tables.ts";
import { DELETED_PREFIX, recoverFiles } from "../catalog/recover-files.ts";
import { forkDatabase } from "../fork/fork-database.ts";
import type { CommitWriteOutcome, CommitWriteRequest } from "../lake.ts";
import { TableScans } from "../scan/table-scans.ts";
import { createSchema } from "../write/create-schema.ts";
import { dropTable } from "../write/drop-table.ts";
import { GroupCommit } from "../write/group-commit.ts";
import { findCandidates } from "../write/keyed/find-candidates.ts";
import { findLoad } from "../write/load-record.ts";
import { planWrite } from "../write/plan-write.ts";
import { UpkeepService } from "../upkeep/upkeep-service.ts";
import type { LakeCalls, LakeOperations } from "./lake-calls.ts";
import type { LakeWorkerOptions } from "./lake-messages.ts";

/** The lake as the worker carries it out: files and catalogs, no threads. */
export class LakeService implements LakeOperations {
  readonly #paths: LakePaths;
  readonly #catalogs: CatalogCache;
  readonly #template: Uint8Array;
  readonly #upkeep: UpkeepService;
  readonly #scans = new WeakMap<Catalog, TableScans>();
  readonly #commits = new WeakMap<Catalog, GroupCommit>();

  private constructor(paths: LakePaths, catalogs: CatalogCache, template: Uint8Array) {
    this.#paths = paths;
    this.#catalogs = catalogs;
    this.#template = template;
    this.#upkeep = new UpkeepService(catalogs, paths);
  }

  /** Clears away what a killed process left, then is ready. */
  static async open(options: LakeWorkerOptions): Promise<LakeService> {
    const paths = new LakePaths(options.dataDir);
    const catalogs = new CatalogCache({ ...options, paths });
    await mkdir(paths.databases, { recursive: true });
    await recoverFiles(paths, catalogs);
    return new LakeService(paths, catalogs, await makeTemplate());
  }

  async createDatabase({ databaseId, schemas }: Input<"createDatabase">): Promise<void> {
    const file = this.#paths.catalogFile(databaseId);
    const dataPath = this.#paths.data(databaseId);
    await createCatalog(this.#template, { file, dataPath, schemas });
  }

  async deleteDatabase({ databaseId }: Input<"deleteDatabase">): Promise<void> {
    const { databases } = this.#paths;
    // Renamed first: it is gone at once, even if removing its files is cut short.
    const doomed = join(databases, `${DELETED_PREFIX}${databaseId}-${randomUUID()}`);
    await this.#catalogs.retire(databaseId, async () => {
      try {
        await rename(this.#paths.database(databaseId), doomed);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    });
    await syncPath(databases);
    await rm(doomed, { recursive: true, force: true });
    await rm(this.#paths.stagingOf(databaseId), { recursive: true, force: true });
  }

  async forkDatabase({ databaseId, forkId }: Input<"forkDatabase">): Promise<void> {
    const file = this.#paths.catalogFile(forkId);
    const dataPath = this.#paths.data(forkId);
    await this.#catalogs.use(databaseId, (source) => forkDatabase(source, { file, dataPath }));
  }

  async alter({ databaseId, alteration }: Input<"alter">): Promise<boolean> {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => alter(catalog, alteration)),
    );
  }

  async databaseSize({ databaseId }: Input<"databaseSize">): Promise<number> {
    return this.#catalogs.use(databaseId, (catalog) => catalog.read(() => databaseSize(catalog)));
  }

  async createSchema({ databaseId, schema }: Input<"createSchema">): Promise<void> {
    await this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => createSchema(catalog, schema)),
    );
  }

  async findTable({ databaseId, table }: Input<"findTable">) {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.read(() => findTable(catalog, table)),
    );
  }

  async listTables({ databaseId }: Input<"listTables">) {
    return this.#catalogs.use(databaseId, (catalog) => catalog.read(() => listTables(catalog)));
  }

  async resolve({ databaseId, tables }: Input<"resolve">) {
    return this.#catalogs.use(databaseId, async (catalog) => {
      const snapshot = await this.#scansOf(catalog).resolve(tables);
      const answer = () =>
        snapshot.tables.map(({ asked, version, scan, pruner }) => {
          const { schema, table, at, needs, knownVersion } = asked;
          const pruned = needs && pruner.prune({ scan, version }, needs);
          if (pruned !== undefined) return { schema, table, at, ...pruned };
          return { schema, table, at, version, scan: knownVersion === version ? null : scan };
        });
      const mayPrune = snapshot.tables.some(
        ({ asked, pruner }) => asked.needs !== undefined && pruner.hasManyFiles,
      );
      return {
        snapshotId: snapshot.snapshotId,
        tables: mayPrune ? await catalog.read(answer) : answer(),
      };
    });
  }

  async planWrite(request: Input<"planWrite">) {
    return this.#catalogs.use(request.databaseId, (catalog) =>
      catalog.read(() => planWrite(catalog, this.#paths, request)),
    );
  }

  async findCandidates({ plan, incoming }: Input<"findCandidates">) {
    return this.#catalogs.use(plan.databaseId, (catalog) =>
      catalog.read(() => findCandidates(catalog, plan, incoming)),
    );
  }

  async commitWrite(request: CommitWriteRequest): Promise<CommitWriteOutcome> {
    const { plan, loadId } = request;
    return this.#catalogs.use(plan.databaseId, async (catalog) => {
      try {
        const outcome = await this.#commitsOf(catalog).commit(request);
        await rm(plan.stagingDir, { recursive: true, force: true });
        return outcome;
      } catch (error) {
        // The same load may have been committed by another call, which takes the staged files away.
        const done = await catalog.read(() => findLoad(catalog, loadId));
        if (done === undefined) throw error;
        return done;
      }
    });
  }

  async findCommit({ databaseId, loadId }: Input<"findCommit">) {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.read(() => findLoad(catalog, loadId)),
    );
  }

  async dropTable({ databaseId, table }: Input<"dropTable">): Promise<boolean> {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => dropTable(catalog, table)),
    );
  }

  listSnapshots(request: Input<"listSnapshots">) {
    return this.#upkeep.listSnapshots(request);
  }

  expireSnapshots(request: Input<"expireSnapshots">) {
    return this.#upkeep.expireSnapshots(request);
  }

  findUnneededFiles(request: Input<"findUnneededFiles">) {
    return this.#upkeep.findUnneededFiles(request);
  }

  removeUnneededFiles(request: Input<"removeUnneededFiles">) {
    return this.#upkeep.removeUnneededFiles(request);
  }

  planCompaction(request: Input<"planCompaction">) {
    return this.#upkeep.planCompaction(request);
  }

  commitCompaction(request: Input<"commitCompaction">) {
    return this.#upkeep.commitCompaction(request);
  }

  async close(): Promise<void> {
    await this.#catalogs.closeAll();
  }

  #commitsOf(catalog: Catalog): GroupCommit {
    const known = this.#commits.get(catalog) ?? new GroupCommit(catalog, this.#paths);
    this.#commits.set(catalog, known);
    return known;
  }

  #scansOf(catalog: Catalog): TableScans {
    const known = this.#scans.get(catalog) ?? new TableScans(catalog);
    this.#scans.set(catalog, known);
    return known;
  }
}

type Input<Name extends keyof LakeCalls> = LakeCalls[Name]["input"];
