import type { Client } from "pg";
import { abortable } from "../../concurrency/abortable.ts";
import type {
  DiscoveredTable,
  Source,
  SourceRead,
  SourceReadRequest,
  SourceRules,
} from "../connector.ts";
import { type RenderedRead, renderRead } from "../sql/render-read.ts";
import { tableSql } from "../sql/select-sql.ts";
import type { SqlDialect } from "../sql/sql-dialect.ts";
import { type SqlText, type SqlValue, spellSql, valuesOf } from "../sql/sql-text.ts";
import { tableLabel } from "../table-label.ts";
import { isWholeCopy } from "../whole-copy.ts";
import { columnForm } from "./binary/column-form.ts";
import { RowGroupBuilder } from "./binary/row-group-builder.ts";
import { collectText } from "./collect-text.ts";
import { ColumnGuards, guardedDialect, needsCatalog } from "./column-guards.ts";
import { copyStatement } from "./copy-statement.ts";
import { discoverTables, readCatalog } from "./discover-tables.ts";
import type { AskServer } from "./parts/ask-server.ts";
import { type PlannedParts, planParts } from "./parts/plan-parts.ts";
import { readServerState } from "./parts/server-state.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { toSourceError } from "./postgres-error.ts";
import type { PostgresConfig } from "./postgres-config.ts";
import type { RowStatement } from "./row-query.ts";
import { endSession, type Session } from "./session.ts";
import { SessionPool } from "./session-pool.ts";
import type { CollectRows } from "./row-collector.ts";
import { TableRead } from "./table-read.ts";

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/** The server would count the time, too, in which it waits for us. */
const UNLIMITED = "SET LOCAL statement_timeout = 0";
/** Without a limit, a statement that says nothing would outlive us: the server looks whether we are there. */
const WATCHED = "SET client_connection_check_interval = 5000";
/** Tables and column lists that are remembered; with more, it begins anew. */
const MAX_GUARDS = 1_000;
/** With more, rows are worth a file of columns although few could be handed over at once. */
const MANY_ROWS = 20_000;

/** A PostgreSQL database. Every session of it can only read. */
export class PostgresSource implements Source {
  readonly #config: PostgresConfig;
  readonly #rules: SourceRules;
  readonly #pool: SessionPool;
  /** Of tables that were read before, by their columns: the server's announcement is then enough. */
  readonly #guards = new Map<string, ColumnGuards>();

  constructor(config: PostgresConfig, rules: SourceRules) {
    this.#config = config;
    this.#rules = rules;
    this.#pool = new SessionPool(config, rules);
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.#ask(signal, (client) => client.query("SELECT 1"));
  }

  async discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    const { schemas, unbounded_numeric: unboundedNumeric = "double" } = this.#config;
    return this.#ask(signal, (client) => discoverTables(client, schemas, unboundedNumeric));
  }

  /**
   * Some rows of a table are one SELECT with parameters. All of them, and aggregates, are a COPY in a
   * transaction that first looks whether the table is still what it was; copies of large tables are
   * several, each of a part.
   */
  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    const session = await this.#pool.take(signal);
    try {
      const dialect = postgresDialect(session.serverEncoding === "UTF8");
      const rendered = renderRead(dialect, request);
      const begun = { session, request, signal };
      if (rendered.isAggregate || !rendered.isSelective) {
        return await this.#copy(begun, rendered, dialect);
      }
      const guarded = renderRead(guardedDialect(dialect), request);
      return await this.#select(begun, rendered, guarded.text);
    } catch (error) {
      // It may be counting the rows of a part.
      if (signal.aborted) void session.cancel().catch(() => undefined);
      endSession(session);
      signal.throwIfAborted();
      throw toSourceError(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pool.close();
  }

  async #copy(begun: BegunRead, rendered: RenderedRead, dialect: SqlDialect): Promise<SourceRead> {
    const { session, request, signal } = begun;
    const { client } = session;
    const isCopy = request.isCopy === true;
    if (isCopy) {
      // PostgreSQL 13 does not know it, and some systems cannot do it.
      await abortable(
        client.query(WATCHED).catch(() => undefined),
        signal,
      );
    }
    // Whatever fails in a transaction ends it: this is asked before.
    const mayHaveParts = request.onlyFiles === true && isWholeCopy(request);
    const serverState = mayHaveParts ? await readServerState(this.#asking(begun)) : undefined;
    // The empty SELECT keeps the table from being changed between the look at it and the COPY.
    const locking = `${BEGIN}; SELECT FROM ${tableSql(dialect, request)} LIMIT 0`;
    await abortable(client.query(locking), signal);
    const { estimatedRows } = await this.#guardsOf(begun, true);
    const parts =
      serverState === undefined
        ? undefined
        : await this.#planParts(begun, tableSql(dialect, request), serverState);
    if (isCopy) await abortable(client.query(UNLIMITED), signal);
    const hasMany = request.onlyFiles === true || estimatedRows > MANY_ROWS;
    return hasMany && !rendered.isAggregate
      ? this.#copyBinary(begun, dialect, parts)
      : this.#begin(begun, rendered, {
          statement: copyStatement(rendered, "csv"),
          collect: collectText(rendered.columns, "lines"),
        });
  }

  #planParts(
    begun: BegunRead,
    table: string,
    serverState: string,
  ): Promise<PlannedParts | undefined> {
    const { request, signal } = begun;
    const { partBytes } = this.#rules;
    const ask = this.#asking(begun);
    return planParts({ ask, request, tableSql: table, serverState, partBytes }, signal);
  }

  #copyBinary(begun: BegunRead, dialect: SqlDialect, parts: PlannedParts | undefined): SourceRead {
    const { request } = begun;
    const forms = request.columns.map(columnForm);
    const text: SqlDialect["text"] = (column, value) => columnForm(column).sql(value);
    const rendered = {
      ...renderRead({ ...dialect, text }, request),
      columns: forms.map(({ column }) => column),
      stillKept: parts?.stillKept ?? [],
    };
    return this.#begin(begun, rendered, {
      statement: copyStatement(rendered, "binary", parts),
      collect: (onPiece) => new RowGroupBuilder(forms, tableLabel(request), onPiece),
    });
  }

  async #select(begun: BegunRead, rendered: RenderedRead, text: SqlText): Promise<SourceRead> {
    const guards = await this.#guardsOf(begun, needsCatalog(begun.request));
    return this.#begin(begun, rendered, {
      statement: {
        sql: spellSql(text, placeholder),
        parameters: valuesOf(text).map(String),
        checkColumns: (columns) => guards.check(begun.request, columns),
      },
      collect: collectText(rendered.columns, "cells"),
    });
  }

  #begin(
    { session, signal }: BegunRead,
    { text, isExact, columns, stillKept = [] }: RenderedRead & Pick<SourceRead, "stillKept">,
    asked: { readonly statement: RowStatement; readonly collect: CollectRows },
  ): SourceRead {
    return new TableRead({
      ...asked,
      session,
      shown: {
        statement: spellSql(text, placeholder),
        isExact,
        stillKept,
        // Types were compared with the catalog's: no text has more than its column's type holds.
        columns: columns.map((column) => ({ ...column, isWhole: true })),
      },
      silenceMs: this.#rules.statementMs,
      onEnd: (isDone) => this.#release(session, isDone),
      signal,
    });
  }

  async #release(session: Session, isDone: boolean): Promise<void> {
    if (!isDone) {
      endSession(session);
      return;
    }
    try {
      if (session.client.getTransactionStatus() !== "I") await session.client.query("COMMIT");
      this.#pool.giveBack(session);
    } catch {
      endSession(session);
    }
  }

  async #guardsOf(
    { session, request, signal }: BegunRead,
    isFresh: boolean,
  ): Promise<ColumnGuards> {
    const key = JSON.stringify([request.schema, request.table, request.columns]);
    const known = isFresh ? undefined : this.#guards.get(key);
    if (known !== undefined) return known;
    const wanted = { schemas: [request.schema], table: request.table };
    const [table] = await abortable(readCatalog(session.client, wanted), signal);
    const guards = new ColumnGuards(request, table);
    if (this.#guards.size >= MAX_GUARDS) this.#guards.clear();
    this.#guards.set(key, guards);
    return guards;
  }

  #asking({ session, signal }: BegunRead): AskServer {
    return async (sql, values = []) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#rules.statementMs)]);
      const { rows } = await abortable(session.client.query(sql, [...values]), limit);
      return rows;
    };
  }

  /** @throws {SourceError} in place of the driver's errors */
  async #ask<T>(signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T> {
    const session = await this.#pool.take(signal);
    try {
      const answer = await abortable(work(session.client), signal);
      this.#pool.giveBack(session);
      return answer;
    } catch (error) {
      void session.cancel().catch(() => undefined);
      endSession(session);
      signal.throwIfAborted();
      throw toSourceError(error);
    }
  }
}

interface BegunRead {
  readonly session: Session;
  readonly request: SourceReadRequest;
  readonly signal: AbortSignal;
}

function placeholder(_: SqlValue["value"], index: number): string {
  return `$${index + 1}`;
}
