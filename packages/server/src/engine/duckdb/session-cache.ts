import type { DuckDbSettings } from "./duckdb-settings.ts";
import { QuerySession } from "./query-session.ts";

/** Warm sessions by database, the longest unused ones closed first. */
export class SessionCache {
  readonly #settings: DuckDbSettings;
  readonly #sessions = new Map<string, Promise<QuerySession>>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(settings: DuckDbSettings) {
    this.#settings = settings;
    this.#sweeper = setInterval(() => void this.#closeIdle(), settings.sessionIdleMs / 2);
    this.#sweeper.unref();
  }

  async get(databaseId: string): Promise<QuerySession> {
    const session = await this.#getOrOpen(databaseId);
    return session.isClosing ? this.get(databaseId) : session;
  }

  #getOrOpen(databaseId: string): Promise<QuerySession> {
    const known = this.#sessions.get(databaseId);
    if (known !== undefined) {
      // Re-inserting keeps the map in order of last use.
      this.#sessions.delete(databaseId);
      this.#sessions.set(databaseId, known);
      return known;
    }
    const opened = QuerySession.open(databaseId, this.#settings);
    this.#sessions.set(databaseId, opened);
    opened.catch(() => this.#sessions.delete(databaseId));
    if (this.#sessions.size > this.#settings.maxSessions) {
      const [oldest] = this.#sessions.keys();
      if (oldest !== undefined) void this.evict(oldest);
    }
    return opened;
  }

  async evict(databaseId: string): Promise<void> {
    const session = this.#sessions.get(databaseId);
    this.#sessions.delete(databaseId);
    (await session)?.close();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await Promise.all([...this.#sessions.keys()].map((databaseId) => this.evict(databaseId)));
  }

  async #closeIdle(): Promise<void> {
    const limit = Date.now() - this.#settings.sessionIdleMs;
    for (const [databaseId, opened] of this.#sessions) {
      const session = await opened.catch(() => undefined);
      if (session?.isIdle === true && session.lastUsedAt < limit) await this.evict(databaseId);
    }
  }
}
