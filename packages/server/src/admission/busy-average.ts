/** Milliseconds in which the average comes two thirds of the way up to what is. */
const RISE_MS = 3_000;
/** And down: who has flooded the server once is likely to go on. */
const FALL_MS = 30_000;
/** No more than so many count: a flood is soon noticed, and not remembered for longer than needed. */
const MAX_COUNTED = 8;
/** Statements at a time, on average, from which on a workspace counts as busy. */
const BUSY_FROM = 1.5;
/** And below which it no longer does. */
const CALM_BELOW = 0.75;
const FORGET_BELOW = 0.01;

interface Account {
  present: number;
  average: number;
  isBusy: boolean;
  at: number;
}

/**
 * How many statements each workspace has had in the server at a time lately, at work or waiting for
 * a turn. Somebody who sends one query after another stays at 1 at most; who sends many at a time
 * comes to be busy within a second, even where few of them have turns.
 */
export class BusyAverage {
  readonly #accounts = new Map<string, Account>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  arrive(workspaceId: string): void {
    this.#current(workspaceId).present += 1;
  }

  leave(workspaceId: string): void {
    this.#current(workspaceId).present -= 1;
  }

  isBusy(workspaceId: string): boolean {
    return this.#accounts.has(workspaceId) && this.#current(workspaceId).isBusy;
  }

  /** Workspaces that are remembered. */
  get size(): number {
    return this.#accounts.size;
  }

  #current(workspaceId: string): Account {
    const at = this.#now();
    const known = this.#accounts.get(workspaceId);
    if (known === undefined) this.#forgetCalm(at);
    const account = known ?? { present: 0, average: 0, isBusy: false, at };
    settle(account, at);
    if (known === undefined) this.#accounts.set(workspaceId, account);
    return account;
  }

  /** Whoever has sent nothing for long; looked for when somebody comes anew. */
  #forgetCalm(at: number): void {
    for (const [workspaceId, account] of this.#accounts) {
      settle(account, at);
      if (account.present === 0 && account.average < FORGET_BELOW) {
        this.#accounts.delete(workspaceId);
      }
    }
  }
}

/** Brings an account up to the moment. */
function settle(account: Account, at: number): void {
  const counted = Math.min(account.present, MAX_COUNTED);
  const excess = account.average - counted;
  const kept = Math.exp((account.at - at) / (excess < 0 ? RISE_MS : FALL_MS));
  account.average = counted + excess * kept;
  account.at = at;
  account.isBusy = account.average >= (account.isBusy ? CALM_BELOW : BUSY_FROM);
}
