import type { SourceRules } from "../connector.ts";
import type { PostgresConfig } from "./postgres-config.ts";
import { endSession, openSession, type Session } from "./session.ts";

/** Sessions that wait to be used again; how many are in use at a time is up to whoever asks. */
export class SessionPool {
  readonly #config: PostgresConfig;
  readonly #rules: SourceRules;
  readonly #idle: Session[] = [];
  #isClosed = false;

  constructor(config: PostgresConfig, rules: SourceRules) {
    this.#config = config;
    this.#rules = rules;
  }

  async take(signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    for (let session = this.#idle.pop(); session !== undefined; session = this.#idle.pop()) {
      if (isAlive(session)) return session;
      endSession(session);
    }
    return openSession(this.#config, this.#rules, signal);
  }

  /** Takes back a session that does nothing and is in no transaction. */
  giveBack(session: Session): void {
    if (this.#isClosed || !isAlive(session)) endSession(session);
    else this.#idle.push(session);
  }

  close(): void {
    this.#isClosed = true;
    for (const session of this.#idle.splice(0)) endSession(session);
  }
}

function isAlive({ tap }: Session): boolean {
  return tap.stream.readable && tap.stream.writable;
}
