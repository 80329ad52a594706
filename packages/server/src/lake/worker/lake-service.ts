import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { WrittenFile } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { CatalogCache } from "../catalog/catalog-cache.ts";
import { createCatalog, makeTemplate } from "../catalog/create-catalog.ts";
import { isMissing, syncPath } from "../catalog/durable-files.ts";
import { databaseSize } from "../catalog/database-size.ts";
import { LakePaths } from "../catalog/lake-paths.ts";
import { listTables } from "../catalog/list-tables.ts";
import { DELETED_PREFIX, recoverFiles, removeUnlessReferenced } from "../catalog/recover-files.ts";
import type { CommitWriteOutcome, CommitWriteRequest } from "../lake.ts";
import { TableScans } from "../scan/table-scans.ts";
import { commitWrite } from "../write/commit-write.ts";
import { createSchema } from "../write/create-schema.ts";
import { dropTable } from "../write/drop-table.ts";
import { findLoad } from "../write/load-record.ts";
import { placeFile } from "../write/place-file.ts";
import { planWrite } from "../write/plan-write.ts";
import type { LakeCalls, LakeOperations } from "./lake-calls.ts";
import type { LakeWorkerOptions } from "./lake-messages.ts";

/** The lake as the worker carries it out: files and catalogs, no threads. */
export class LakeService implements LakeOperations {
  readonly #paths: LakePaths;
  readonly #catalogs: CatalogCache;
  readonly #template: Uint8Array;
  readonly #scans = new WeakMap<Catalog, TableScans>();

  private constructor(paths: LakePaths, catalogs: CatalogCache, template: Uint8Array) {
    this.#paths = paths;
    this.#catalogs = catalogs;
    this.#template = template;
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

  async databaseSize({ databaseId }: Input<"databaseSize">): Promise<number> {
    return this.#catalogs.use(databaseId, (catalog) => catalog.read(() => databaseSize(catalog)));
  }

  async createSchema({ databaseId, schema }: Input<"createSchema">): Promise<void> {
    await this.#catalogs.use(databaseId, (catalog) =>
      catalog.write(() => createSchema(catalog, schema)),
    );
  }

  async listTables({ databaseId }: Input<"listTables">) {
    return this.#catalogs.use(databaseId, (catalog) => catalog.read(() => listTables(catalog)));
  }

  async resolve({ databaseId, tables }: Input<"resolve">) {
    return this.#catalogs.use(databaseId, async (catalog) => {
      const snapshot = await this.#scansOf(catalog).resolve(tables);
      return {
        snapshotId: snapshot.snapshotId,
        tables: snapshot.tables.map(({ schema, table, version, scan }) => {
          const asked = tables.find((name) => name.schema === schema && name.table === table);
          return { schema, table, version, scan: asked?.knownVersion === version ? null : scan };
        }),
      };
    });
  }

  async planWrite(request: Input<"planWrite">) {
    return this.#catalogs.use(request.databaseId, (catalog) =>
      catalog.read(() => planWrite(catalog, this.#paths, request)),
    );
  }

  async commitWrite(request: CommitWriteRequest): Promise<CommitWriteOutcome> {
    const { plan, loadId } = request;
    return this.#catalogs.use(plan.databaseId, async (catalog) => {
      const earlier = await catalog.read(() => findLoad(catalog, loadId));
      const outcome = earlier ?? (await this.#publishOnce(catalog, request));
      await rm(plan.stagingDir, { recursive: true, force: true });
      return outcome;
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

  async close(): Promise<void> {
    await this.#catalogs.closeAll();
  }

  /** The same load may be committed by a concurrent call, which then takes the staged file away. */
  async #publishOnce(catalog: Catalog, request: CommitWriteRequest): Promise<CommitWriteOutcome> {
    try {
      return await this.#publish(catalog, request);
    } catch (error) {
      const done = await catalog.read(() => findLoad(catalog, request.loadId));
      if (done === undefined) throw error;
      return done;
    }
  }

  async #publish(catalog: Catalog, request: CommitWriteRequest): Promise<CommitWriteOutcome> {
    const { databaseId } = request.plan;
    const files: WrittenFile[] = [];
    let isPublished = false;
    try {
      for (const file of request.files) {
        files.push({ ...file, path: await placeFile(this.#paths, databaseId, file.path) });
      }
      const commit = await catalog.write(() => commitWrite(catalog, { ...request, files }));
      isPublished = commit.isNew;
      return commit.outcome;
    } finally {
      // Refused, or done before by a concurrent call: no file may stay that the catalog lacks.
      if (!isPublished) {
        for (const { path } of files) await removeUnlessReferenced(catalog, path);
      }
    }
  }

  #scansOf(catalog: Catalog): TableScans {
    const known = this.#scans.get(catalog) ?? new TableScans(catalog);
    this.#scans.set(catalog, known);
    return known;
  }
}

type Input<Name extends keyof LakeCalls> = LakeCalls[Name]["input"];
