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
  /** Whether Python programs that are missing are installed into `.cache`; else they are left out. */
  readonly installs: boolean;
  /** So long each server is asked in a round of small queries. */
  readonly burstMs: number;
  /** Rows of the table in which single rows are looked up, and that dashboards ask. */
  readonly lookupRows: number;
  /** Scale factor of TPC-H; 0 is a few made-up rows of the same tables. */
  readonly tpchFactor: number;
  /** Rows of ClickBench's table. */
  readonly hitsRows: number;
  /** Rows of nine columns that are fetched in every format. */
  readonly fetchRows: number;
  /** How long everything is done at once. */
  readonly mixedMs: number;
  /** Documents in which words are looked for, one number after the other. */
  readonly searchDocs: readonly number[];
  /** Vectors in which the nearest are looked for: how many, and how long each is. */
  readonly searchVectors: readonly { readonly count: number; readonly dimensions: number }[];
  /** So long each text search is asked in a round. */
  readonly searchMs: number;
  /** Single rows of an outside source that are looked up, one after the other. */
  readonly sourceLookups: number;
  /** Rows of the tables of outside sources that are copied. */
  readonly sourceRows: number;
  /** So long nothing changes when a server has come to rest. */
  readonly restMs: number;
}

export const SCALES = {
  /** Runs in seconds and tells nothing about speed: it shows that the suites work. */
  tiny: {
    rounds: 1,
    smallQueryRounds: 3,
    orderRows: 20_000,
    resultRows: [10_000],
    readRows: [10_000],
    fileRows: 2_000,
    databases: 3,
    manyDatabases: 100,
    forkRows: 20_000,
    appends: 20,
    installs: false,
    burstMs: 50,
    lookupRows: 10_000,
    tpchFactor: 0,
    hitsRows: 20_000,
    fetchRows: 10_000,
    mixedMs: 1_000,
    searchDocs: [5_000],
    searchVectors: [{ count: 5_000, dimensions: 16 }],
    searchMs: 50,
    sourceLookups: 3,
    sourceRows: 5_000,
    restMs: 200,
  },
  normal: {
    rounds: 7,
    smallQueryRounds: 300,
    orderRows: 10_000_000,
    resultRows: [1_000_000, 10_000_000],
    readRows: [500_000, 2_000_000],
    fileRows: 1_000_000,
    databases: 500,
    manyDatabases: 10_000,
    forkRows: 16_000_000,
    appends: 1_000,
    installs: true,
    burstMs: 700,
    lookupRows: 1_000_000,
    tpchFactor: 1,
    hitsRows: 10_000_000,
    fetchRows: 1_000_000,
    mixedMs: 60_000,
    searchDocs: [130_000, 1_000_000],
    searchVectors: [
      { count: 1_000_000, dimensions: 128 },
      { count: 100_000, dimensions: 1_000 },
    ],
    searchMs: 3_000,
    sourceLookups: 2_000,
    sourceRows: 5_000_000,
    restMs: 2_000,
  },
} as const satisfies Record<string, Scale>;
