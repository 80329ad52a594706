import type { DuckDbSettings } from "./duckdb-settings.ts";
import { QuerySession, type SessionReach } from "./query-session.ts";

interface Entry {
  readonly databaseIds: readonly string[];
  readonly session: Promise<QuerySession>;
}

/** What a statement needs of its session. */
export interface SessionUse {
  readonly databaseId: string;
  /** Further databases whose files it reads. */
  readonly readableDatabaseIds: readonly string[];
  /** Workspace whose datasets it reads or makes. */
  readonly datasetsOf?: string;
  readonly maxSpillBytes?: number;
}

/**
 * Warm sessions, the longest unused ones closed first. There is one for each database and, because
 * a session's folders and limits are fixed, one for each set of others that its statements read as
 * well, one that reaches the workspace's datasets, and one for each limit.
 */
export class SessionCache {
  readonly #settings: DuckDbSettings;
  readonly #entries = new Map<string, Entry>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(settings: DuckDbSettings) {
    this.#settings = settings;
    this.#sweeper = setInterval(
      () => void this.closeIdle(settings.sessionIdleMs),
      settings.sessionIdleMs / 2,
    );
    this.#sweeper.unref();
  }

  async get(use: SessionUse): Promise<QuerySession> {
    const { databaseId, readableDatabaseIds, datasetsOf, maxSpillBytes } = use;
    const others = readableDatabaseIds.filter((id) => id !== databaseId).toSorted();
    const databaseIds = [databaseId, ...new Set(others)];
    const settings = withSpillLimit(this.#settings, maxSpillBytes);
    for (;;) {
      const session = await this.#getOrOpen({ databaseIds, datasetsOf }, settings);
      if (!session.isClosing) return session;
    }
  }

  #getOrOpen(reach: SessionReach, settings: DuckDbSettings): Promise<QuerySession> {
    const { databaseIds, datasetsOf = "" } = reach;
    const key = [settings.spillMb, datasetsOf, ...databaseIds].join(" ");
    const known = this.#entries.get(key);
    if (known !== undefined) {
      // Re-inserting keeps the map in order of last use.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.session;
    }
    const session = QuerySession.open(reach, settings);
    this.#entries.set(key, { databaseIds, session });
    session.catch(() => this.#entries.delete(key));
    if (this.#entries.size > this.#settings.maxSessions) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) void this.#close(oldest);
    }
    return session;
  }

  /** Closes every session that reads the database. */
  async evict(databaseId: string): Promise<void> {
    const keys = [...this.#entries]
      .filter(([, { databaseIds }]) => databaseIds.includes(databaseId))
      .map(([key]) => key);
    await Promise.all(keys.map((key) => this.#close(key)));
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await Promise.all([...this.#entries.keys()].map((key) => this.#close(key)));
  }

  async #close(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    (await entry?.session)?.close();
  }

  /** Closes sessions that were not used for so long. */
  async closeIdle(idleMs: number): Promise<void> {
    const limit = Date.now() - idleMs;
    for (const [key, entry] of this.#entries) {
      const session = await entry.session.catch(() => undefined);
      if (session?.isIdle === true && session.lastUsedAt <= limit) await this.#close(key);
    }
  }
}

function withSpillLimit(
  settings: DuckDbSettings,
  maxSpillBytes: number | undefined,
): DuckDbSettings {
  if (maxSpillBytes === undefined) return settings;
  const limitMb = Math.max(1, Math.floor(maxSpillBytes / 1_000_000));
  return { ...settings, spillMb: Math.min(settings.spillMb, limitMb) };
}
