import type { Catalog, SnapshotHead } from "../catalog/catalog.ts";
import { snapshotTime } from "../catalog/snapshot-text.ts";

/** Collects what the next snapshot changes, then writes its own rows. Lives in one transaction. */
export class SnapshotBuilder {
  /** The id of the snapshot being made. */
  readonly id: number;
  readonly catalog: Catalog;
  #nextCatalogId: number;
  #nextFileId: number;
  #schemaVersion: number;
  readonly #entries: string[] = [];
  readonly #changedTables = new Set<number>();
  #changesSchema = false;

  constructor(catalog: Catalog, head: SnapshotHead) {
    this.catalog = catalog;
    this.id = head.snapshotId + 1;
    this.#nextCatalogId = head.nextCatalogId;
    this.#nextFileId = head.nextFileId;
    this.#schemaVersion = head.schemaVersion;
  }

  /** Whether a change was noted. */
  get isChanged(): boolean {
    return this.#entries.length > 0;
  }

  /** The schema version of the snapshot, once it changes columns. */
  get nextSchemaVersion(): number {
    return this.#schemaVersion + 1;
  }

  takeCatalogId(): number {
    return this.#nextCatalogId++;
  }

  takeFileId(): number {
    return this.#nextFileId++;
  }

  /** Adds an entry to the list by which other clients recognise conflicts. */
  note(entry: string): void {
    this.#entries.push(entry);
  }

  /** Clients keep what they know of tables until the schema version grows. */
  changesSchema(tableId?: number): void {
    this.#changesSchema = true;
    if (tableId !== undefined) this.#changedTables.add(tableId);
  }

  /** Ends the rows of a table in one of the catalog's versioned tables. */
  end(versionedTable: string, tableId: number): void {
    this.catalog.run(
      `UPDATE ${versionedTable} SET end_snapshot = ? WHERE table_id = ? AND end_snapshot IS NULL`,
      this.id,
      tableId,
    );
  }

  finish(extraInfo: string | null): void {
    const schemaVersion = this.#changesSchema ? this.nextSchemaVersion : this.#schemaVersion;
    this.catalog.insert("ducklake_snapshot", {
      snapshot_id: this.id,
      snapshot_time: snapshotTime(new Date()),
      schema_version: schemaVersion,
      next_catalog_id: this.#nextCatalogId,
      next_file_id: this.#nextFileId,
    });
    this.catalog.insert("ducklake_snapshot_changes", {
      snapshot_id: this.id,
      changes_made: this.#entries.join(","),
      commit_extra_info: extraInfo,
    });
    for (const tableId of this.#changedTables) {
      this.catalog.insert("ducklake_schema_versions", {
        begin_snapshot: this.id,
        schema_version: schemaVersion,
        table_id: tableId,
      });
    }
  }
}
