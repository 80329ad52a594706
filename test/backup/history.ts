/**
 * What one client knows, after each of its operations. It does one thing at a time, so that a restored
 * server must show it as it was after one of them.
 */
export class History<State> {
  readonly #states: State[];
  #begun = 0;

  constructor(first: State) {
    this.#states = [first];
  }

  get current(): State {
    return this.after(this.done);
  }

  /** Operations that were acknowledged. */
  get done(): number {
    return this.#states.length - 1;
  }

  /** Operations that were sent off. */
  get begun(): number {
    return Math.max(this.#begun, this.done);
  }

  begin(): void {
    this.#begun = this.done + 1;
  }

  acknowledge(state: State): void {
    this.#states.push(state);
  }

  after(operations: number): State {
    const state = this.#states[operations];
    if (state === undefined) throw new Error(`there were no ${operations} operations`);
    return state;
  }

  /** The numbers of operations after which a backup may have found the client, with its states. */
  *within({ acknowledged, begun }: Span): Generator<readonly [operations: number, state: State]> {
    const last = Math.min(begun, this.done);
    for (let after = acknowledged; after <= last; after += 1) yield [after, this.after(after)];
  }
}

/** How far a client was: what was acknowledged before a backup, and what was begun until its end. */
export interface Span {
  readonly acknowledged: number;
  readonly begun: number;
}
