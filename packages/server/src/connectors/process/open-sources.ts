import { abortable } from "../../concurrency/abortable.ts";
import type { Source, SourceRules } from "../connector.ts";
import type { SourceAddress } from "../connectors.ts";
import { SourceError } from "../source-error.ts";
import { ClientGate } from "./client-gate.ts";
import type { ConnectorProcessSettings } from "./connector-protocol.ts";
import { CONNECTORS } from "./connectors-by-type.ts";

/** A source for one piece of work, which gives its place back when it is disposed. */
export interface SourceLease extends AsyncDisposable {
  readonly source: Source;
  /** Fires with the signal of the lease, and when the source is closed under it. */
  readonly signal: AbortSignal;
}

interface Entry {
  readonly connectionId: string;
  readonly source: Promise<Source>;
  readonly gate: ClientGate;
  readonly closing: AbortController;
  users: number;
  usedAt: number;
}

/**
 * Sources that are connected to, one for each state of a connection's configuration. At most
 * `maxClients` use one at a time, those beyond wait; one that nobody uses is closed after a while.
 */
export class OpenSources {
  readonly #rules: SourceRules;
  readonly #entries = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;

  constructor({ rules, sourceIdleMs }: ConnectorProcessSettings) {
    this.#rules = rules;
    const look = (): void => void this.closeIdle(sourceIdleMs);
    this.#timer = setInterval(look, Math.min(sourceIdleMs, 10_000));
  }

  async lease(address: SourceAddress, signal: AbortSignal): Promise<SourceLease> {
    const key = keyOf(address);
    const entry = this.#entries.get(key) ?? this.#open(key, address);
    const either = AbortSignal.any([signal, entry.closing.signal]);
    entry.users += 1;
    const leave = (): void => {
      entry.users -= 1;
      entry.usedAt = performance.now();
    };
    try {
      await entry.gate.enter(either);
    } catch (error) {
      leave();
      throw error;
    }
    const release = async (): Promise<void> => {
      entry.gate.leave();
      leave();
    };
    try {
      const source = await abortable(entry.source, either);
      return { source, signal: either, [Symbol.asyncDispose]: release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Closes a connection's sources; who uses one is told that it was changed. */
  async forget(connectionId: string): Promise<void> {
    const reason = new SourceError(
      "changed",
      "The connection was changed or deleted while it was read; send the request again.",
    );
    await this.#close((entry) => entry.connectionId === connectionId, reason);
  }

  async closeIdle(idleMs: number): Promise<void> {
    const before = performance.now() - idleMs;
    await this.#close(({ users, usedAt }) => users === 0 && usedAt <= before, undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#close(() => true, new Error("the connector process ends"));
  }

  #open(key: string, { connectionId, type, config }: SourceAddress): Entry {
    const source = openSource(type, { config, rules: this.#rules });
    const entry: Entry = {
      connectionId,
      source,
      gate: new ClientGate(this.#rules.maxClients),
      closing: new AbortController(),
      users: 0,
      usedAt: performance.now(),
    };
    this.#entries.set(key, entry);
    // The next one to ask tries again.
    source.catch(() => this.#entries.get(key) === entry && this.#entries.delete(key));
    return entry;
  }

  async #close(which: (entry: Entry) => boolean, reason: Error | undefined): Promise<void> {
    const chosen = [...this.#entries].filter(([, entry]) => which(entry));
    for (const [key, { closing }] of chosen) {
      this.#entries.delete(key);
      closing.abort(reason);
    }
    await Promise.all(chosen.map(([, { source }]) => disposeSource(source)));
  }
}

/** The configuration takes part in no key: its version stands for it. */
function keyOf({ connectionId, version }: SourceAddress): string {
  return JSON.stringify([connectionId, version]);
}

async function openSource(
  type: string,
  settings: { config: SourceAddress["config"]; rules: SourceRules },
): Promise<Source> {
  const load = CONNECTORS[type];
  if (load === undefined) throw new SourceError("refused", `There is no connector for '${type}'.`);
  const connector = await load();
  return connector.open(settings);
}

/** What a source says at its end helps nobody. */
async function disposeSource(source: Promise<Source>): Promise<void> {
  try {
    await (await source)[Symbol.asyncDispose]();
  } catch {
    return;
  }
}
