export interface TurnOptions {
  /** May run at the same time as others that may. */
  readonly isShared: boolean;
  /** Gives the turn up while it is waited for. */
  readonly signal: AbortSignal;
}

interface Table {
  running: number;
  /** Whether what runs must have the table to itself. */
  isAlone: boolean;
  readonly waiting: Turn[];
}

interface Turn {
  readonly isShared: boolean;
  readonly start: () => void;
}

/** So many shared turns of a table at once; more would only compete for memory. */
const MAX_SHARED = 32;

/** Lets writers of a table through in order of arrival: alone, or together with others who share. */
export class WriteGate {
  readonly #tables = new Map<string, Table>();

  /** Rejects with the signal's reason when it fires before the turn has come. */
  async run<T>(key: string, options: TurnOptions, work: () => Promise<T>): Promise<T> {
    const table = this.#tables.get(key) ?? { running: 0, isAlone: false, waiting: [] };
    this.#tables.set(key, table);
    try {
      await enter(table, options);
    } finally {
      this.#forgetIdle(key, table);
    }
    try {
      return await work();
    } finally {
      table.running -= 1;
      admit(table);
      this.#forgetIdle(key, table);
    }
  }

  #forgetIdle(key: string, table: Table): void {
    if (table.running === 0 && table.waiting.length === 0) this.#tables.delete(key);
  }
}

async function enter(table: Table, { isShared, signal }: TurnOptions): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const turn = { isShared, start: resolve };
  const giveUp = (): void => {
    const place = table.waiting.indexOf(turn);
    if (place < 0) return;
    table.waiting.splice(place, 1);
    reject(signal.reason);
    admit(table);
  };
  signal.addEventListener("abort", giveUp, { once: true });
  table.waiting.push(turn);
  admit(table);
  try {
    await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** Starts whoever is next, as long as they get along with what runs. */
function admit(table: Table): void {
  for (;;) {
    const [next] = table.waiting;
    if (next === undefined || !mayStart(table, next)) return;
    table.waiting.shift();
    table.running += 1;
    table.isAlone = !next.isShared;
    next.start();
  }
}

function mayStart({ running, isAlone }: Table, { isShared }: Turn): boolean {
  return running === 0 || (isShared && !isAlone && running < MAX_SHARED);
}
