import type { AllowedFile } from "../allowed-file.ts";
import { SqliteSession } from "./sqlite-session.ts";

/** Sessions on one file, kept while they are not used. */
export class SqliteSessions {
  readonly #idle: SqliteSession[] = [];
  readonly #statementMs: number;
  #isClosed = false;

  constructor(statementMs: number) {
    this.#statementMs = statementMs;
  }

  async take({ path, version }: AllowedFile, signal: AbortSignal): Promise<SqliteSession> {
    const session =
      this.#idle.pop() ?? new SqliteSession(this.#statementMs, (done) => this.#keep(done));
    try {
      await session.open(path, version, signal);
      return session;
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const session of this.#idle.splice(0)) session.end();
  }

  #keep(session: SqliteSession): void {
    if (this.#isClosed) session.end();
    else this.#idle.push(session);
  }
}
