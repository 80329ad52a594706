import { setTimeout as sleep } from "node:timers/promises";
import { EngineLostError, SqlError } from "../../engine/engine.ts";
import { SourceError } from "../../connectors/source-error.ts";
import { ApiError } from "../../http/api-error.ts";
import { CatalogBusyError, type Lake, type LakeTable, StalePlanError } from "../../lake/lake.ts";
import type { Connection, SourceTable, SourceTableName } from "../connection.ts";
import type { SourceTableStore } from "../source-table-store.ts";
import { tableNotFound } from "../table-not-found.ts";
import { refuseOtherTypes } from "./check-columns.ts";
import type { CopyCommitStore } from "./copy-commit-store.ts";
import type { CopyToMake, CopyWriter } from "./copy-writer.ts";
import { planCopy } from "./plan-copy.ts";
import type { CopyOutcome } from "./table-copies.ts";
import type { TableRediscovery } from "./table-rediscovery.ts";

export interface CopyMakerParts {
  readonly writer: Pick<CopyWriter, "write">;
  readonly tables: Pick<SourceTableStore, "find">;
  readonly commits: Pick<CopyCommitStore, "settle">;
  readonly rediscovery: Pick<TableRediscovery, "run">;
  readonly lake: Pick<Lake, "findTable" | "dropTable" | "reserveDatabases">;
}

const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
/** A copy that failed after a longer time is left to whoever asked for it. */
const RETRY_WITHIN_MS = 60_000;

/**
 * Makes copies. A source's snapshot ends with the connection to it: a copy that was cut goes on in
 * another one, with the parts of which the source says that they have not changed, or from its beginning.
 */
export class CopyMaker {
  readonly #parts: CopyMakerParts;

  constructor(parts: CopyMakerParts) {
    this.#parts = parts;
  }

  /**
   * Repeats what fails in passing, for longer while each attempt gets further than those before; a
   * table that has changed at the source is copied as it is now.
   * @throws {ApiError} NOT_FOUND for a table that was never discovered, CONFLICT for one whose copy
   *   has another type; {@link SourceError}
   */
  async make(
    connection: Connection,
    name: SourceTableName,
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    await this.#parts.lake.reserveDatabases([connection.id]);
    let begunAt = performance.now();
    let mostParts = 0;
    let hasRediscovered = false;
    for (let attempt = 1; ; attempt += 1) {
      const table = await this.#find(connection, name);
      const onPart = (count: number): void => {
        if (count <= mostParts) return;
        mostParts = count;
        attempt = 1;
        begunAt = performance.now();
      };
      try {
        return await this.#makeOnce(connection, table, onPart, signal);
      } catch (error) {
        signal.throwIfAborted();
        const isTimely = performance.now() - begunAt < RETRY_WITHIN_MS;
        if (mayPass(error) && attempt < MAX_ATTEMPTS && isTimely) {
          await sleep(FIRST_PAUSE_MS * 4 ** (attempt - 1), undefined, { signal });
        } else if (mayBeChanged(error) && !hasRediscovered) {
          hasRediscovered = true;
          const isOther = await this.#parts.rediscovery.run(connection, table, signal);
          if (!isOther) throw unreadable(error);
        } else {
          throw unreadable(error);
        }
      }
    }
  }

  async #find({ id }: Connection, name: SourceTableName): Promise<SourceTable> {
    const table = await this.#parts.tables.find(id, name);
    if (table !== undefined) return table;
    throw tableNotFound(name);
  }

  async #makeOnce(
    connection: Connection,
    found: SourceTable,
    onPart: CopyToMake["onPart"],
    signal: AbortSignal,
  ): Promise<CopyOutcome> {
    const { commits, writer } = this.#parts;
    await commits.settle(connection.id, found);
    const table = await this.#find(connection, found);
    const copied = await this.#findCopy(connection, table);
    if (copied !== undefined) refuseOtherTypes(table, copied.columns, table.columns);
    return writer.write({ connection, table, plan: planCopy(table, copied), onPart }, signal);
  }

  /** The copy there is; what is left of one that was given up is removed. */
  async #findCopy(
    { id }: Connection,
    { schema, table, syncedAt }: SourceTable,
  ): Promise<LakeTable | undefined> {
    const { lake, tables } = this.#parts;
    const kept = await lake.findTable(id, { schema, table });
    if (kept === undefined) return undefined;
    const owner = await tables.find(id, kept);
    const isOthers = owner !== undefined && (owner.schema !== schema || owner.table !== table);
    if (isOthers && owner.syncedAt !== undefined) {
      throw new SourceError(
        "unreadable",
        `Tables '${owner.schema}.${owner.table}' and '${schema}.${table}' have names that differ ` +
          "in case only, which SQL does not tell apart: only one of them can be copied.",
      );
    }
    if (!isOthers && syncedAt !== undefined) return kept;
    await lake.dropTable(id, kept);
    return undefined;
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof SourceError) return error.kind === "unavailable";
  if (error instanceof EngineLostError) return error.isInnocent;
  return error instanceof StalePlanError || error instanceof CatalogBusyError;
}

/**
 * A value that is none of its column's type may be one of the type that the column has by now; and what
 * does not go together with the copy may have been put right since.
 */
function mayBeChanged(error: unknown): boolean {
  if (error instanceof SqlError) return true;
  if (error instanceof ApiError) return error.code === "CONFLICT";
  return error instanceof SourceError && ["changed", "unreadable"].includes(error.kind);
}

function unreadable(error: unknown): unknown {
  return error instanceof SqlError ? new SourceError("unreadable", error.message) : error;
}
