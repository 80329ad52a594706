import { MysqlSession } from "./mysql-session.ts";
import type { MysqlSettings } from "./mysql-settings.ts";

/** Longest time that ending a statement at the server may take. */
const KILL_LIMIT_MS = 5_000;

/** Sessions with one server: one that has done its work waits for the next. */
export class SessionPool implements AsyncDisposable {
  readonly #settings: MysqlSettings;
  readonly #free: MysqlSession[] = [];
  readonly #used = new Set<MysqlSession>();
  readonly #kills = new Set<Promise<void>>();

  constructor(settings: MysqlSettings) {
    this.#settings = settings;
  }

  /**
   * A session whose first statement is begun. One that waited may have been ended by the server
   * meanwhile, which shows only now: another one is tried.
   */
  async begin<T>(
    signal: AbortSignal,
    start: (session: MysqlSession) => Promise<T>,
  ): Promise<{ readonly session: MysqlSession; readonly started: T }> {
    const free = this.#takeFree();
    if (free !== undefined) {
      try {
        return { session: free, started: await this.#guarded(free, signal, start) };
      } catch (error) {
        if (!free.isLost) throw error;
      }
    }
    const session = await this.#open(signal);
    return { session, started: await this.#guarded(session, signal, start) };
  }

  /** Takes a session back; one that is in the middle of a statement is ended at the server, too. */
  async release(session: MysqlSession): Promise<void> {
    if (!this.#used.delete(session)) return;
    if (session.isFree) {
      this.#free.push(session);
      return;
    }
    const isStillRunning = !session.isLost;
    session.destroy();
    if (isStillRunning) await this.#kill(session.threadId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#free.splice(0)) session.close();
    await Promise.all([...this.#used].map(async (session) => this.release(session)));
    await Promise.all(this.#kills);
  }

  #takeFree(): MysqlSession | undefined {
    for (let session = this.#free.pop(); session !== undefined; session = this.#free.pop()) {
      if (session.isFree) {
        this.#used.add(session);
        return session;
      }
      session.destroy();
    }
    return undefined;
  }

  async #open(signal: AbortSignal): Promise<MysqlSession> {
    const session = await MysqlSession.open(this.#settings, signal);
    this.#used.add(session);
    return session;
  }

  async #guarded<T>(
    session: MysqlSession,
    signal: AbortSignal,
    start: (session: MysqlSession) => Promise<T>,
  ): Promise<T> {
    try {
      return await session.heeding(signal, async () => start(session));
    } catch (error) {
      await this.release(session);
      throw error;
    }
  }

  /** Whoever waits for the end of a read waits for this; it fails when the statement is over already. */
  async #kill(threadId: number): Promise<void> {
    const kill = endThread(this.#settings, threadId);
    this.#kills.add(kill);
    await kill;
    this.#kills.delete(kill);
  }
}

async function endThread(settings: MysqlSettings, threadId: number): Promise<void> {
  try {
    const session = await MysqlSession.open(settings, AbortSignal.timeout(KILL_LIMIT_MS));
    try {
      await session.run(`KILL ${threadId}`);
    } finally {
      session.close();
    }
  } catch {
    return;
  }
}
