import { mkdir, rm } from "node:fs/promises";
import type { Admission } from "../admission/admission.ts";
import type { TableService } from "../databases/table-service.ts";
import type { Engine } from "../engine/engine.ts";
import type { SortKey } from "../engine/write-layout.ts";
import { conflict, storageFull } from "../http/api-error.ts";
import { AlterationRefusedError } from "../lake/alter/alteration.ts";
import { isSameName } from "../lake/columns/planned-column.ts";
import type { Lake, LakeTableName } from "../lake/lake.ts";
import type { TableLayouts } from "../loads/table-layouts.ts";

export interface TableSorterParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly tables: Pick<TableService, "findDeclared">;
  readonly layouts: Pick<TableLayouts, "forWrite">;
  readonly admission: Pick<Admission, "inTurn">;
  /** Whether the disk has room for so many bytes more. */
  readonly hasRoom: (sizeBytes: number) => Promise<boolean>;
}

export interface TableToSort extends LakeTableName {
  readonly workspaceId: string;
  readonly databaseId: string;
  readonly columns: readonly string[];
}

/** How often files are written again because the table's rows changed meanwhile. */
const MAX_ATTEMPTS = 20;

/**
 * Gives a table the order that a sorted index stands for: its files are written anew, and later loads
 * and merges of files follow.
 */
export class TableSorter {
  readonly #parts: TableSorterParts;

  constructor(parts: TableSorterParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} CONFLICT when the table has another order. */
  async sort(target: TableToSort, signal: AbortSignal): Promise<void> {
    const { lake } = this.#parts;
    const { databaseId, schema, table, columns } = target;
    await this.#refuseDeclared(target);
    const keys = columns.map((column): SortKey => ({ column, direction: "asc", nulls: "last" }));
    try {
      await lake.alter(databaseId, { kind: "sort-table", table: { schema, table }, keys });
    } catch (error) {
      if (!(error instanceof AlterationRefusedError)) throw error;
      throw conflict(
        `${error.message} already, and a table has one order: delete that index first.`,
      );
    }
    await this.#rewrite(target, signal);
  }

  /** Rows stay where they are; what is written from now on is in no order. */
  async unsort({ databaseId, schema, table }: Omit<TableToSort, "columns" | "workspaceId">) {
    const { lake, tables } = this.#parts;
    const declared = await tables.findDeclared(databaseId, schema, table);
    if (declared !== undefined && declared.sortedBy.length > 0) return;
    await lake.alter(databaseId, { kind: "sort-table", table: { schema, table }, keys: [] });
  }

  async #refuseDeclared({ databaseId, schema, table, columns }: TableToSort): Promise<void> {
    const declared = await this.#parts.tables.findDeclared(databaseId, schema, table);
    const keys = declared?.sortedBy ?? [];
    const isSame =
      keys.length === columns.length &&
      keys.every(({ column, direction = "asc", nulls = "last" }, index) => {
        return isSameName(column, columns[index] ?? "") && direction === "asc" && nulls === "last";
      });
    if (keys.length === 0 || isSame) return;
    throw conflict(
      `Table '${schema}.${table}' was declared sorted by ${keys.map(({ column }) => column).join(", ")}, ` +
        "and a table has one order.",
    );
  }

  async #rewrite(target: TableToSort, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      signal.throwIfAborted();
      if (await this.#rewriteOnce(target, signal)) return;
    }
    throw conflict(
      `Table '${target.schema}.${target.table}' changed all the time; create the index again when ` +
        "fewer loads run.",
    );
  }

  /** False when rows that were written anew changed meanwhile. */
  async #rewriteOnce(target: TableToSort, signal: AbortSignal): Promise<boolean> {
    const { engine, lake, layouts, admission, hasRoom } = this.#parts;
    using _hold = lake.hold(target.databaseId);
    const plan = await lake.planRewrite(target.databaseId, target);
    if (plan === undefined) return true;
    if (!(await hasRoom(plan.sizeBytes))) throw storageFull();
    const { scan, columns, stagingDir } = plan;
    const layout = layouts.forWrite(plan.layout);
    // Without an order there is nothing to do: one of its columns is gone.
    if (layout === undefined) return true;
    try {
      await mkdir(stagingDir, { recursive: true });
      const files = await admission.inTurn(target.workspaceId, signal, () =>
        engine.compactFiles({ scan, columns, targetDir: stagingDir, layout }, signal),
      );
      return await lake.commitCompaction(plan, files);
    } finally {
      await rm(stagingDir, { recursive: true, force: true });
    }
  }
}
