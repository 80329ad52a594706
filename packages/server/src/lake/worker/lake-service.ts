import { mkdir, rm } from "node:fs/promises";
import type { Catalog } from "../catalog/catalog.ts";
import { CatalogCache } from "../catalog/catalog-cache.ts";
import { makeTemplate } from "../catalog/create-catalog.ts";
import { alter } from "../alter/alter.ts";
import { databaseSize } from "../catalog/database-size.ts";
import { LakePaths } from "../catalog/lake-paths.ts";
import { findTable, listTables } from "../catalog/list-tables.ts";
import { recoverFiles } from "../catalog/recover-files.ts";
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
import { CatalogFiles } from "./catalog-files.ts";
import type { LakeCalls, LakeOperations, ResolveAnswer } from "./lake-calls.ts";
import type { LakeWorkerOptions } from "./lake-messages.ts";

/** The lake as the worker carries it out: files and catalogs, no threads. */
export class LakeService implements LakeOperations {
  readonly #paths: LakePaths;
  readonly #catalogs: CatalogCache;
  readonly #files: CatalogFiles;
  readonly #upkeep: UpkeepService;
  readonly #scans = new WeakMap<Catalog, TableScans>();
  readonly #commits = new WeakMap<Catalog, GroupCommit>();

  private constructor(paths: LakePaths, catalogs: CatalogCache, files: CatalogFiles) {
    this.#paths = paths;
    this.#catalogs = catalogs;
    this.#files = files;
    this.#upkeep = new UpkeepService(catalogs, paths);
  }

  /** Clears away what a killed process left, then is ready. */
  static async open(options: LakeWorkerOptions): Promise<LakeService> {
    const paths = new LakePaths(options.dataDir);
    const files = new CatalogFiles(paths, await makeTemplate());
    const catalogs = new CatalogCache({ ...options, paths, reserved: files });
    await mkdir(paths.databases, { recursive: true });
    await recoverFiles(paths, catalogs);
    return new LakeService(paths, catalogs, files);
  }

  async createDatabase({ databaseId, schemas }: Input<"createDatabase">): Promise<void> {
    await this.#files.create(databaseId, schemas);
  }

  async reserveDatabases({ databaseIds }: Input<"reserveDatabases">): Promise<void> {
    await this.#files.reserve(databaseIds);
  }

  async deleteDatabases({ databaseIds }: Input<"deleteDatabases">): Promise<void> {
    await this.#files.remove(databaseIds, this.#catalogs);
  }

  async forkDatabase({ databaseId, forkId }: Input<"forkDatabase">): Promise<void> {
    const fork = {
      file: this.#paths.catalogFile(forkId),
      unfinished: this.#paths.unfinishedCatalog(),
      dataPath: this.#paths.data(forkId),
    };
    const isMade = await this.#catalogs.useMade(databaseId, (source) =>
      forkDatabase(source, fork).then(() => true),
    );
    if (isMade === undefined) await this.#files.reserve([forkId]);
  }

  async alter({ databaseId, alteration }: Input<"alter">): Promise<boolean> {
    return this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => alter(catalog, alteration)),
    );
  }

  async databaseSize({ databaseId }: Input<"databaseSize">): Promise<number> {
    const size = (catalog: Catalog) => catalog.read(() => databaseSize(catalog));
    return (await this.#catalogs.useMade(databaseId, size)) ?? 0;
  }

  async createSchema({ databaseId, schema }: Input<"createSchema">): Promise<void> {
    await this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => createSchema(catalog, schema)),
    );
  }

  async findTable({ databaseId, table }: Input<"findTable">) {
    return this.#catalogs.useMade(databaseId, (catalog) =>
      catalog.read(() => findTable(catalog, table)),
    );
  }

  async listTables({ databaseId }: Input<"listTables">) {
    const list = (catalog: Catalog) => catalog.read(() => listTables(catalog));
    return (await this.#catalogs.useMade(databaseId, list)) ?? [];
  }

  async findWithRows({ databaseIds }: Input<"findWithRows">): Promise<string | undefined> {
    for (const databaseId of databaseIds) {
      const tables = await this.listTables({ databaseId });
      if (tables.some(({ rowCount }) => rowCount > 0)) return databaseId;
    }
    return undefined;
  }

  async resolve({ databaseId, tables }: Input<"resolve">): Promise<ResolveAnswer> {
    const resolved = await this.#catalogs.useMade(databaseId, async (catalog) => {
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
    return resolved ?? { snapshotId: 0, tables: [] };
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

  planRewrite(request: Input<"planRewrite">) {
    return this.#upkeep.planRewrite(request);
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
