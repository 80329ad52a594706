/** Where a statement spent its time, as the engine measured it. */
export interface StatementProfile {
  /** From the start of the execution until the result was written. */
  readonly executionMs: number;
  /** Of all operators, over all threads. */
  readonly cpuMs: number;
  /** False when operators or details were left out, because there are too many. */
  readonly isWhole: boolean;
  readonly plan: ProfiledOperator;
}

export interface ProfiledOperator {
  readonly name: string;
  /** Rows it passed on. */
  readonly rows: number;
  /** Of all threads, in this operator alone. */
  readonly milliseconds: number;
  readonly details: Readonly<Record<string, string>>;
  /** Where its rows come from. */
  readonly operators: readonly ProfiledOperator[];
}
