import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import type { CancelClient, Run } from "./cancel-client.ts";
import type { EngineWork } from "./engine-work.ts";
import { type LongStatement, pickStatement } from "./long-statements.ts";

/** Queries are given up at some moment of their first half second. */
const MAX_AGE_MS = 500;
/** The engine may use no processor for so long after a cancellation. */
const REST_MS = 100;
const IDLE_LIMIT_MS = 20_000;
const RECORD_LIMIT_MS = 5_000;

/** What one cancellation did. */
export interface Trial {
  readonly kind: string;
  /** From the cancellation to the last sign of work, which is the later of two: see `idleAfter`. */
  readonly idleMs: number | undefined;
  /** Undefined when the query was given up before the server had begun with it. */
  readonly run: Run | undefined;
}

/** Cancels queries one after the other, in one of two ways. */
export class CancelTrials {
  readonly #client: CancelClient;
  readonly #work: EngineWork;
  readonly #random: Random;
  #count = 0;

  constructor(client: CancelClient, work: EngineWork, random: Random) {
    this.#client = client;
    this.#work = work;
    this.#random = random;
  }

  async byRoute(): Promise<Trial> {
    const statement = this.#next();
    const id = await this.#client.start(statement.sqlText);
    await this.#randomMoment();
    const sent = performance.now();
    const sentAt = Date.now();
    const [idleAt] = await Promise.all([this.#idle(), this.#client.cancel(id)]);
    const run = await this.#client.run(id);
    return { kind: statement.kind, idleMs: idleAfter({ sent, sentAt, idleAt, run }), run };
  }

  async byClosedSocket(): Promise<Trial> {
    const statement = this.#next();
    const close = this.#client.send(statement.sqlText);
    await this.#randomMoment();
    const sent = performance.now();
    const sentAt = Date.now();
    close();
    const idleAt = await this.#idle();
    const run = await this.#endedRun(statement.sqlText);
    return { kind: statement.kind, idleMs: idleAfter({ sent, sentAt, idleAt, run }), run };
  }

  /** Nobody waits for the record of this end: it may come after the engine has been idle a while. */
  async #endedRun(sqlText: string): Promise<Run | undefined> {
    const end = performance.now() + RECORD_LIMIT_MS;
    for (;;) {
      const run = await this.#client.newestRun(sqlText);
      if (run?.status !== "running" || performance.now() > end) return run;
      await sleep(10);
    }
  }

  #next(): LongStatement {
    const { kind, sqlText } = pickStatement(this.#random);
    this.#count += 1;
    // Tells the runs of one statement apart.
    return { kind, sqlText: `${sqlText} -- ${this.#count}` };
  }

  async #randomMoment(): Promise<void> {
    await sleep(this.#random.below(MAX_AGE_MS));
  }

  #idle(): Promise<number | undefined> {
    return this.#work.untilIdle({ restMs: REST_MS, limitMs: IDLE_LIMIT_MS });
  }
}

interface Cancellation {
  readonly sent: number;
  readonly sentAt: number;
  readonly idleAt: number | undefined;
  readonly run: Run | undefined;
}

/**
 * The kernel's account shows when the engine used a processor last; the history shows when the
 * engine had let go of the query, which it may have done without using any.
 */
function idleAfter({ sent, sentAt, idleAt, run }: Cancellation): number | undefined {
  if (idleAt === undefined) return undefined;
  const recordedMs = run?.completed_at ? Date.parse(run.completed_at) - sentAt : 0;
  return Math.max(idleAt - sent, recordedMs);
}
