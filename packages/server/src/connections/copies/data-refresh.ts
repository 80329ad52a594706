import type {
  ConnectionRefreshResult,
  JobProgress,
  RefreshWarning,
  TableRefreshError,
  TableRefreshResult,
} from "@hotdata/contract";
import { SourceError } from "../../connectors/source-error.ts";
import { isUnexpected, toApiError } from "../../http/error-reply.ts";
import type { Connection, SourceTableName } from "../connection.ts";
import { tableNotFound } from "../table-not-found.ts";
import type { SourceTableStore } from "../source-table-store.ts";
import type { CopyOutcome, TableCopies } from "./table-copies.ts";

export interface DataRefreshParts {
  readonly copies: Pick<TableCopies, "refresh">;
  readonly tables: Pick<SourceTableStore, "find" | "list" | "listSynced">;
  /** Tables that are refreshed at a time. */
  readonly maxAtOnce: number;
}

export interface ConnectionRefresh {
  readonly connection: Connection;
  /** Tables without a copy, too. */
  readonly includesUncopied: boolean;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** Makes copies of a connection's tables anew, and tells what came of it. */
export class DataRefresh {
  readonly #parts: DataRefreshParts;

  constructor(parts: DataRefreshParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} NOT_FOUND for a table that was not discovered */
  async check({ id }: Connection, name: SourceTableName): Promise<void> {
    if ((await this.#parts.tables.find(id, name)) === undefined) throw tableNotFound(name);
  }

  async refreshTable(
    connection: Connection,
    name: SourceTableName,
    signal: AbortSignal,
  ): Promise<TableRefreshResult> {
    const outcome = await this.#parts.copies.refresh(connection, name, signal);
    const table = (await this.#parts.tables.find(connection.id, name)) ?? name;
    const warnings = warningsOf(table, outcome);
    return {
      connection_id: connection.id,
      schema_name: table.schema,
      table_name: table.table,
      rows_synced: outcome.rowsSynced,
      duration_ms: outcome.durationMs,
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  }

  /** Each table by itself: one that fails is listed, and keeps the copy it has. */
  async refreshConnection(
    { connection, includesUncopied, onProgress }: ConnectionRefresh,
    signal: AbortSignal,
  ): Promise<ConnectionRefreshResult> {
    const { tables, maxAtOnce } = this.#parts;
    const begunAt = performance.now();
    const list = includesUncopied ? tables.list(connection.id) : tables.listSynced(connection.id);
    const names = await list;
    const tally = new Tally(names.length, onProgress);
    // What nobody foresaw ends all of it.
    const failing = new AbortController();
    const stop = AbortSignal.any([signal, failing.signal]);
    const waiting = names.values();
    const work = async (): Promise<void> => {
      for (const name of waiting) await this.#refreshOne(connection, name, { tally, signal: stop });
    };
    const workers = Array.from({ length: Math.min(maxAtOnce, names.length) }, () =>
      work().catch((error: unknown) => failing.abort(error)),
    );
    await Promise.all(workers);
    stop.throwIfAborted();
    return {
      connection_id: connection.id,
      ...tally.result(),
      duration_ms: Math.round(performance.now() - begunAt),
    };
  }

  async #refreshOne(
    connection: Connection,
    name: SourceTableName,
    { tally, signal }: { readonly tally: Tally; readonly signal: AbortSignal },
  ): Promise<void> {
    // A source that is down has been tried several times by then.
    if (tally.lostSource !== undefined) return tally.failed(name, tally.lostSource);
    try {
      tally.succeeded(name, await this.#parts.copies.refresh(connection, name, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (isUnexpected(error)) throw error;
      tally.failed(name, error);
    }
  }
}

/** Counts what came of each table. */
class Tally {
  readonly #total: number;
  readonly #onProgress: ((progress: JobProgress) => void) | undefined;
  readonly #errors: TableRefreshError[] = [];
  readonly #warnings: RefreshWarning[] = [];
  #refreshed = 0;
  #rows = 0;
  /** Why the source cannot be read at all. */
  lostSource: SourceError | undefined;

  constructor(total: number, onProgress: ((progress: JobProgress) => void) | undefined) {
    this.#total = total;
    this.#onProgress = onProgress;
  }

  succeeded(name: SourceTableName, outcome: CopyOutcome): void {
    this.#refreshed += 1;
    this.#rows += outcome.rowsSynced;
    this.#warnings.push(...warningsOf(name, outcome));
    this.#report();
  }

  failed({ schema, table }: SourceTableName, error: unknown): void {
    if (error instanceof SourceError && ["unavailable", "refused"].includes(error.kind)) {
      this.lostSource = error;
    }
    const { message } = toApiError(error);
    this.#errors.push({ schema_name: schema, table_name: table, error: message });
    this.#report();
  }

  result() {
    return {
      tables_refreshed: this.#refreshed,
      tables_failed: this.#errors.length,
      total_rows: this.#rows,
      ...(this.#errors.length > 0 ? { errors: this.#errors } : {}),
      ...(this.#warnings.length > 0 ? { warnings: this.#warnings } : {}),
    };
  }

  #report(): void {
    this.#onProgress?.({ done: this.#refreshed + this.#errors.length, total: this.#total });
  }
}

function warningsOf(
  { schema, table }: SourceTableName,
  { warnings }: CopyOutcome,
): RefreshWarning[] {
  return warnings.map((message) => ({ schema_name: schema, table_name: table, message }));
}
