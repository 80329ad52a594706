/** One record of a sqllogictest file, with its variables put in. */
export type SltRecord = StatementRecord | QueryRecord | ControlRecord;

interface Conditions {
  readonly line: number;
  /** Engines, or comparisons of loop variables, of `skipif` and `onlyif` before it. */
  readonly skipIf: readonly string[];
  readonly onlyIf: readonly string[];
}

export interface StatementRecord extends Conditions {
  readonly kind: "statement";
  readonly expects: "ok" | "error" | "maybe";
  readonly connection: string | undefined;
  readonly sql: string;
}

export interface QueryRecord extends Conditions {
  readonly kind: "query";
  readonly sort: "nosort" | "rowsort" | "valuesort";
  readonly connection: string | undefined;
  readonly columnCount: number;
  readonly sql: string;
  /** Lines below `----`; undefined where only a label says what is expected. */
  readonly expected: readonly string[] | undefined;
}

/** Anything else: `require`, `mode`, `loop`, `load` and so on. */
export interface ControlRecord extends Conditions {
  readonly kind: "control";
  readonly words: readonly string[];
}
