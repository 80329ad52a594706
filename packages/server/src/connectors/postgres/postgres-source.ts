import type { Client } from "pg";
import { abortable } from "../../concurrency/abortable.ts";
import type { RowTextColumn } from "../../engine/engine.ts";
import type {
  DiscoveredTable,
  ReadRequest,
  Source,
  SourceRead,
  SourceRules,
} from "../connector.ts";
import { type RenderedRead, renderRead } from "../sql/render-read.ts";
import { type SqlText, type SqlValue, spellSql, valuesOf } from "../sql/sql-text.ts";
import { ColumnGuards, guardedDialect, needsCatalog } from "./column-guards.ts";
import { discoverTables, readCatalog } from "./discover-tables.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { toSourceError } from "./postgres-error.ts";
import type { PostgresConfig } from "./postgres-config.ts";
import type { RowStatement } from "./row-query.ts";
import { endSession, type Session } from "./session.ts";
import { SessionPool } from "./session-pool.ts";
import { TableRead } from "./table-read.ts";

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/** The server would count the time, too, in which it waits for us. */
const UNLIMITED = "SET LOCAL statement_timeout = 0";
/** Tables and column lists that are remembered; with more, it begins anew. */
const MAX_GUARDS = 1_000;

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
   * transaction that first looks whether the table is still what it was.
   */
  async read(request: ReadRequest, signal: AbortSignal): Promise<SourceRead> {
    const session = await this.#pool.take(signal);
    try {
      const dialect = postgresDialect(session.serverEncoding === "UTF8");
      const rendered = renderRead(dialect, request);
      const begun = { session, request, signal };
      if (rendered.isAggregate || !rendered.isSelective) return await this.#copy(begun, rendered);
      const guarded = renderRead(guardedDialect(dialect), request);
      return await this.#select(begun, rendered, guarded.text);
    } catch (error) {
      endSession(session);
      signal.throwIfAborted();
      throw toSourceError(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pool.close();
  }

  async #copy(begun: BegunRead, rendered: RenderedRead): Promise<SourceRead> {
    const { session, signal } = begun;
    await abortable(session.client.query(BEGIN), signal);
    await this.#guardsOf(begun, true);
    if (begun.request.isCopy === true) await abortable(session.client.query(UNLIMITED), signal);
    const sql = `COPY (${spellSql(rendered.text, literal)}) TO STDOUT (FORMAT csv)`;
    return this.#begin(begun, rendered, {
      sql,
      parameters: undefined,
      checkColumns: () => undefined,
    });
  }

  async #select(begun: BegunRead, rendered: RenderedRead, text: SqlText): Promise<SourceRead> {
    const guards = await this.#guardsOf(begun, needsCatalog(begun.request));
    return this.#begin(begun, rendered, {
      sql: spellSql(text, placeholder),
      parameters: valuesOf(text).map(String),
      checkColumns: (columns) => guards.check(begun.request, columns),
    });
  }

  #begin(
    { session, signal }: BegunRead,
    rendered: RenderedRead,
    statement: Omit<RowStatement, "bare">,
  ): SourceRead {
    const { text, isExact, columns } = rendered;
    return new TableRead({
      session,
      statement: { ...statement, bare: columns.map(isBare) },
      shown: {
        statement: spellSql(text, placeholder),
        isExact,
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
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
}

type Value = SqlValue["value"];

function placeholder(_: Value, index: number): string {
  return `$${index + 1}`;
}

/** Backslashes mean nothing: sessions have standard_conforming_strings on. */
function literal(value: Value): string {
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** Of such types, no text has a comma, a quote or a line end. */
function isBare({ type }: RowTextColumn): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && type.name !== "VARCHAR" && type.name !== "JSON";
}
