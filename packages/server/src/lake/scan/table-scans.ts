import { createHash } from "node:crypto";
import { setImmediate as yieldTurn } from "node:timers/promises";
import type { TableScan } from "../../engine/engine.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { isMissing } from "../catalog/durable-files.ts";
import { findNamed, readTables, type TableRow } from "../catalog/table-row.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import { type LakeTableName, UnreadableTableError } from "../lake.ts";
import { buildScan, type FileWithSchema } from "./build-scan.ts";
import { type InlinedRow, readInlinedRows } from "./inlined-rows.ts";
import type { ParquetSchema } from "./parquet-schema.ts";
import { readParquetSchema } from "./read-parquet-schema.ts";
import { readTableFiles, type TableFile } from "./table-files.ts";

export interface VersionedScan extends LakeTableName {
  readonly scan: TableScan;
  /** A hash of the scan. */
  readonly version: string;
}

export interface ScannedSnapshot {
  readonly snapshotId: number;
  /** In the order they were asked for, under the names they were asked for; without the missing. */
  readonly tables: readonly VersionedScan[];
}

/** What is known of one state of the catalog. */
interface KnownState {
  readonly state: string;
  readonly snapshotId: number;
  readonly tables: readonly TableRow[];
  readonly scans: Map<number, Omit<VersionedScan, keyof LakeTableName>>;
}

interface TableFacts {
  readonly tableId: number;
  readonly columns: readonly ColumnNode[];
  readonly files: readonly TableFile[];
  readonly inlinedRows: readonly InlinedRow[];
}

const FILES_BETWEEN_TURNS = 64;

/** Scans of one catalog's tables, kept until anybody changes the catalog. */
export class TableScans {
  readonly #catalog: Catalog;
  #known: KnownState | undefined;
  /** Data files never change, so what is in them is kept by their ids. */
  readonly #schemas = new Map<number, ParquetSchema>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Scans of tables at the newest snapshot. */
  async resolve(names: readonly LakeTableName[]): Promise<ScannedSnapshot> {
    try {
      return await this.#resolveOnce(names);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    // Another program may have removed files that it had just merged into others.
    this.#known = undefined;
    try {
      return await this.#resolveOnce(names);
    } catch (error) {
      if (!isMissing(error) || !(error instanceof Error)) throw error;
      throw new UnreadableTableError(`a data file is missing: ${error.message}`);
    }
  }

  async #resolveOnce(names: readonly LakeTableName[]): Promise<ScannedSnapshot> {
    const { known, unread } = await this.#catalog.read(() => {
      const current = this.#currentState();
      const wanted = names.flatMap((name) => findNamed(current.tables, name) ?? []);
      const missing = new Set(wanted.filter(({ id }) => !current.scans.has(id)));
      return {
        known: current,
        unread: [...missing].map((table) => this.#readFacts(table, current)),
      };
    });
    for (const facts of unread) {
      const scan = buildScan(
        facts.columns,
        await this.#withSchemas(facts.files),
        facts.inlinedRows,
      );
      const version = createHash("sha1").update(JSON.stringify(scan)).digest("base64url");
      known.scans.set(facts.tableId, { scan, version });
    }
    const tables = names.flatMap((name) => {
      const scan = known.scans.get(findNamed(known.tables, name)?.id ?? -1);
      return scan ? { schema: name.schema, table: name.table, ...scan } : [];
    });
    return { snapshotId: known.snapshotId, tables };
  }

  #currentState(): KnownState {
    const { snapshotId } = this.#catalog.head();
    const state = this.#catalog.state();
    if (this.#known?.state === state && this.#known.snapshotId === snapshotId) return this.#known;
    const tables = readTables(this.#catalog, snapshotId);
    this.#known = { state, snapshotId, tables, scans: new Map() };
    return this.#known;
  }

  #readFacts(table: TableRow, { snapshotId }: KnownState): TableFacts {
    const columns = readColumns(this.#catalog, table.id, snapshotId);
    const scope = { tableId: table.id, snapshotId, columns };
    return {
      tableId: table.id,
      columns,
      files: readTableFiles(this.#catalog, table, snapshotId),
      inlinedRows: readInlinedRows(this.#catalog, scope),
    };
  }

  async #withSchemas(files: readonly TableFile[]): Promise<FileWithSchema[]> {
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
