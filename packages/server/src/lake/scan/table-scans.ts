import { createHash } from "node:crypto";
import { setImmediate as yieldTurn } from "node:timers/promises";
import type { Catalog } from "../catalog/catalog.ts";
import { isMissing } from "../catalog/durable-files.ts";
import { findNamed, type TableRow } from "../catalog/table-row.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import { type TableToRead, UnreadableTableError } from "../lake.ts";
import { FilePruner } from "../layout/file-pruner.ts";
import { buildScan, type FileWithSchema } from "./build-scan.ts";
import { FileExtents } from "./file-extents.ts";
import { type InlinedRow, readInlinedRows } from "./inlined-rows.ts";
import { type KnownScan, type KnownSnapshot, KnownSnapshots } from "./known-snapshots.ts";
import type { ParquetSchema } from "./parquet-schema.ts";
import { readParquetSchema } from "./read-parquet-schema.ts";
import { readTableFiles, type TableFile } from "./table-files.ts";

export interface VersionedScan<Asked extends TableToRead> extends KnownScan {
  /** What was asked for. */
  readonly asked: Asked;
}

export interface ScannedSnapshot<Asked extends TableToRead> {
  /** The newest one. */
  readonly snapshotId: number;
  /** In the order they were asked for; without the missing. */
  readonly tables: readonly VersionedScan<Asked>[];
}

/** A table in the snapshot in which it is wanted. */
interface WantedTable<Asked extends TableToRead> {
  readonly asked: Asked;
  readonly table: TableRow;
  readonly snapshot: KnownSnapshot;
}

interface TableFacts {
  readonly snapshot: KnownSnapshot;
  readonly tableId: number;
  readonly columns: readonly ColumnNode[];
  readonly files: readonly TableFile[];
  readonly extentOf: ReturnType<FileExtents["of"]>;
  readonly inlinedRows: readonly InlinedRow[];
}

const FILES_BETWEEN_TURNS = 64;
const MAX_SCHEMAS = 100_000;

/** Scans of one catalog's tables, kept until anybody changes the catalog. */
export class TableScans {
  readonly #catalog: Catalog;
  readonly #known: KnownSnapshots;
  readonly #extents: FileExtents;
  /** Data files never change, so what is in them is kept by their ids. */
  readonly #schemas = new Map<number, ParquetSchema>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.#known = new KnownSnapshots(catalog);
    this.#extents = new FileExtents(catalog);
  }

  /**
   * Scans of tables at the newest snapshot, or at the one that is asked for.
   * @throws {SnapshotNotFoundError}
   */
  async resolve<Asked extends TableToRead>(
    names: readonly Asked[],
  ): Promise<ScannedSnapshot<Asked>> {
    try {
      return await this.#resolveOnce(names);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    // Another program may have removed files that it had just merged into others.
    this.#known.forget();
    try {
      return await this.#resolveOnce(names);
    } catch (error) {
      if (!isMissing(error) || !(error instanceof Error)) throw error;
      throw new UnreadableTableError(`a data file is missing: ${error.message}`);
    }
  }

  async #resolveOnce<Asked extends TableToRead>(
    names: readonly Asked[],
  ): Promise<ScannedSnapshot<Asked>> {
    const { newest, wanted, unread } = await this.#catalog.read(() => {
      const newestSnapshot = this.#known.newest();
      const found = names.flatMap((asked) => this.#find(asked, newestSnapshot));
      const missing = new Map(
        found
          .filter(({ table, snapshot }) => !snapshot.scans.has(table.id))
          .map((one) => [`${one.snapshot.snapshotId}.${one.table.id}`, one]),
      );
      return {
        newest: newestSnapshot,
        wanted: found,
        unread: [...missing.values()].map((one) => this.#readFacts(one)),
      };
    });
    for (const facts of unread) {
      const scan = buildScan(
        facts.columns,
        await this.#withSchemas(facts.files),
        facts.inlinedRows,
      );
      const version = createHash("sha1").update(JSON.stringify(scan)).digest("base64url");
      const pruner = new FilePruner(this.#catalog, facts);
      const extent = facts.extentOf(facts.files);
      facts.snapshot.scans.set(facts.tableId, { scan: { ...scan, extent }, version, pruner });
    }
    const tables = wanted.map(({ asked, table, snapshot }) => {
      const scan = snapshot.scans.get(table.id);
      if (scan === undefined) throw new Error(`the scan of ${table.table} was not built`);
      return { asked, ...scan };
    });
    return { snapshotId: newest.snapshotId, tables };
  }

  #find<Asked extends TableToRead>(asked: Asked, newest: KnownSnapshot): WantedTable<Asked>[] {
    const snapshot = asked.at === undefined ? newest : this.#known.at(asked.at);
    const table = findNamed(snapshot.tables, asked);
    return table === undefined ? [] : [{ asked, table, snapshot }];
  }

  #readFacts({ table, snapshot }: WantedTable<TableToRead>): TableFacts {
    const { snapshotId } = snapshot;
    const columns = readColumns(this.#catalog, table.id, snapshotId);
    const scope = { tableId: table.id, snapshotId, columns };
    return {
      snapshot,
      tableId: table.id,
      columns,
      files: readTableFiles(this.#catalog, table, snapshotId),
      extentOf: this.#extents.of(table.id, columns),
      inlinedRows: readInlinedRows(this.#catalog, scope),
    };
  }

  async #withSchemas(files: readonly TableFile[]): Promise<FileWithSchema[]> {
    if (this.#schemas.size > MAX_SCHEMAS) this.#schemas.clear();
    const result: FileWithSchema[] = [];
    for (const file of files) {
      let schema = this.#schemas.get(file.id);
      if (schema === undefined) {
        schema = readParquetSchema(file.path);
        this.#schemas.set(file.id, schema);
        if (this.#schemas.size % FILES_BETWEEN_TURNS === 0) await yieldTurn();
      }
      result.push({ ...file, schema });
    }
    return result;
  }
}
