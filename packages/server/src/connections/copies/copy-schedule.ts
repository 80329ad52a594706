import { SourceError } from "../../connectors/source-error.ts";
import { isUnexpected, toApiError } from "../../http/error-reply.ts";
import type { Logger } from "../../http/request-context.ts";
import type { Metastore } from "../../metastore/open-metastore.ts";
import { ConnectionStore } from "../connection-store.ts";
import { type DueCopy, listDueCopies } from "./due-copies.ts";
import type { TableCopies } from "./table-copies.ts";

export interface CopyScheduleParts {
  readonly metastore: Metastore;
  readonly copies: Pick<TableCopies, "refresh">;
  readonly log: Logger;
}

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

interface Rest {
  readonly untilMs: number;
  /** In a row. */
  readonly failures: number;
}

/**
 * Refreshes copies that have become too old, one at a time for each connection. What was missed while
 * the server was down is due at the next start. A source rests after each copy for as long as the copy
 * took; what fails rests longer each time.
 */
export class CopySchedule {
  readonly #parts: CopyScheduleParts;
  /** By connection. */
  readonly #busy = new Map<string, Promise<void>>();
  /** Of connections by their ids, and of tables. */
  readonly #rests = new Map<string, Rest>();

  constructor(parts: CopyScheduleParts) {
    this.#parts = parts;
  }

  /** Begins what is due; returns without waiting for it. */
  async begin(signal: AbortSignal): Promise<void> {
    const due = await listDueCopies(this.#parts.metastore);
    this.#forgetOld();
    for (const copy of due) {
      const { connectionId } = copy;
      if (signal.aborted || this.#busy.has(connectionId)) continue;
      if (this.#isResting(connectionId) || this.#isResting(keyOf(copy))) continue;
      const work = this.#refresh(copy, signal).finally(() => this.#busy.delete(connectionId));
      this.#busy.set(connectionId, work);
    }
  }

  /** Resolves when nothing is under way any more; for after the signal has fired. */
  async idle(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  async #refresh(copy: DueCopy, signal: AbortSignal): Promise<void> {
    const { metastore, copies, log } = this.#parts;
    const { connectionId, schema, table } = copy;
    const fields = { connection_id: connectionId, schema, table };
    try {
      const connection = await new ConnectionStore(metastore).findAnywhere(connectionId);
      if (connection === undefined) return;
      const { rowsSynced, durationMs } = await copies.refresh(connection, copy, signal);
      this.#rests.set(connectionId, { untilMs: performance.now() + durationMs, failures: 0 });
      this.#rests.delete(keyOf(copy));
      log.debug({ ...fields, rows: rowsSynced, duration_ms: durationMs }, "copy refreshed");
    } catch (error) {
      if (signal.aborted) return;
      this.#restAfterFailure(isOfSource(error) ? connectionId : keyOf(copy));
      const { code, message } = toApiError(error);
      const unforeseen = isUnexpected(error) ? { err: error } : {};
      log.warn({ ...fields, ...unforeseen, code, reason: message }, "copy was not refreshed");
    }
  }

  #restAfterFailure(key: string): void {
    const failures = (this.#rests.get(key)?.failures ?? 0) + 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    this.#rests.set(key, { untilMs: performance.now() + pauseMs, failures });
  }

  #isResting(key: string): boolean {
    return (this.#rests.get(key)?.untilMs ?? 0) > performance.now();
  }

  #forgetOld(): void {
    const before = performance.now() - LONGEST_PAUSE_MS;
    for (const [key, { untilMs }] of this.#rests) if (untilMs < before) this.#rests.delete(key);
  }
}

function keyOf({ connectionId, schema, table }: DueCopy): string {
  return JSON.stringify([connectionId, schema, table]);
}

/** Whether the source itself is in trouble, and not one of its tables. */
function isOfSource(error: unknown): boolean {
  return error instanceof SourceError && ["unavailable", "refused"].includes(error.kind);
}
