/** How much work the suites do. */
export interface Scale {
  /** Timed rounds of a case; each runs ours and the baseline once, after one untimed round. */
  readonly rounds: number;
  /** Rounds of a statement that takes a few milliseconds. */
  readonly smallQueryRounds: number;
  /** Rows of the fact table that the queries read. */
  readonly orderRows: number;
  /** Rows of the results that are fetched as Arrow, smallest first. */
  readonly resultRows: readonly number[];
  /** Rows of the results that the SDK reads, smallest first. */
  readonly readRows: readonly number[];
  /** Rows of the files that are loaded. */
  readonly fileRows: number;
  /** Databases that are created in a row. */
  readonly databases: number;
  /** Databases that one server has. */
  readonly manyDatabases: number;
  /** Rows of the database that is forked; 64 bytes each. */
  readonly forkRows: number;
  /** One-row appends, by one client and then by several. */
  readonly appends: number;
}

export const SCALES = {
  /** Runs in seconds and tells nothing about speed: it shows that the suites work. */
  tiny: {
    rounds: 2,
    smallQueryRounds: 3,
    orderRows: 20_000,
    resultRows: [10_000, 20_000],
    readRows: [10_000, 20_000],
    fileRows: 2_000,
    databases: 3,
    manyDatabases: 300,
    forkRows: 20_000,
    appends: 40,
  },
  normal: {
    rounds: 7,
    smallQueryRounds: 300,
    orderRows: 10_000_000,
    resultRows: [1_000_000, 10_000_000, 30_000_000],
    readRows: [1_000_000, 10_000_000],
    fileRows: 2_000_000,
    databases: 1_000,
    manyDatabases: 10_000,
    forkRows: 16_000_000,
    appends: 10_000,
  },
} as const satisfies Record<string, Scale>;
