import { findAllowedFile } from "../allowed-file.ts";
import type {
  DiscoveredTable,
  Source,
  SourceRead,
  SourcePiece,
  SourceReadRequest,
  SourceRules,
} from "../connector.ts";
import { renderRead } from "../sql/render-read.ts";
import { spellSql, valuesOf } from "../sql/sql-text.ts";
import { rowsStatement, sqliteDialect } from "./sqlite-dialect.ts";
import type { SqliteSession } from "./sqlite-session.ts";
import { SqliteSessions } from "./sqlite-sessions.ts";

export interface SqliteSettings {
  readonly path: string;
  /** Rows of a table from which types are found out. */
  readonly scanRows: number;
  readonly rules: SourceRules;
}

/** A database file of SQLite. Each session is a thread, since SQLite blocks the one that it runs on. */
export class SqliteSource implements Source {
  readonly #settings: SqliteSettings;
  readonly #sessions: SqliteSessions;

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
    this.#sessions = new SqliteSessions(settings.rules.statementMs);
  }

  async check(signal: AbortSignal): Promise<void> {
    await using session = await this.#session(signal);
    await session.call({ type: "check" }, signal);
  }

  async discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]> {
    await using session = await this.#session(signal);
    const { scanRows } = this.#settings;
    const answer = await session.call({ type: "discover", scanRows }, signal);
    if (answer.type !== "tables") throw new Error("a session answers something else");
    return answer.tables;
  }

  async read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead> {
    const session = await this.#session(signal);
    try {
      return rowsRead(session, request, signal);
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sessions.close();
  }

  async #session(signal: AbortSignal) {
    const { path, rules } = this.#settings;
    const file = await findAllowedFile(path, rules.folders);
    return this.#sessions.take(file, signal);
  }
}

/** The session is given back with the read. */
function rowsRead(
  session: SqliteSession,
  request: SourceReadRequest,
  signal: AbortSignal,
): SourceRead {
  const { text, isExact, columns } = renderRead(sqliteDialect(session.isUtf8), request);
  return {
    statement: spellSql(text, () => "?"),
    isExact,
    columns,
    pieces: session.rows(
      {
        type: "rows",
        sqlText: rowsStatement(
          spellSql(text, () => "?"),
          columns.length,
        ),
        values: valuesOf(text).map((value) => (typeof value === "boolean" ? Number(value) : value)),
      },
      signal,
    ) satisfies AsyncIterable<SourcePiece>,
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}
