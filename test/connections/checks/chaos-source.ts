import { type ConnectionsWorld, SHOP } from "../connections-world.ts";

/** A source that things are done to. */
export interface ChaosSource {
  readonly name: "pg" | "maria";
  /** How statements spell its schema. */
  readonly schema: string;
  sql(...statements: string[]): Promise<unknown>;
  /** Statements of ours that run there. */
  countRunning(): Promise<number>;
  /** All of our sessions there. */
  countSessions(): Promise<number>;
  /** Ends our sessions there. */
  endSessions(): Promise<void>;
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  readonly text: {
    /** Fills the table `t` (id, word, extra) with so many rows. */
    fill(rows: number): string;
    readonly slowView: string;
    /** A value of so many megabytes. */
    wide(megabytes: number): string;
    readonly retype: string;
  };
}

export function chaosSources({
  postgres,
  mariadb,
}: Pick<ConnectionsWorld, "postgres" | "mariadb">): ChaosSource[] {
  const pgUser = `usename = '${postgres.reader.user}'`;
  const mariaUser = `user = '${mariadb.reader.user}'`;
  return [
    {
      name: "pg",
      schema: "public",
      sql: (...statements) => postgres.sql(...statements),
      countRunning: async () => {
        const counted = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${pgUser} AND state = 'active'`;
        return Number((await postgres.sql(counted))[0]?.["n"]);
      },
      countSessions: async () => {
        const counted = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${pgUser}`;
        return Number((await postgres.sql(counted))[0]?.["n"]);
      },
      endSessions: async () => {
        await postgres.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${pgUser}`,
        );
      },
      kill: () => postgres.kill(),
      startAgain: () => postgres.startAgain(),
      text: {
        fill: (rows) =>
          `INSERT INTO t SELECT i, 'word ' || i, md5(i::text) FROM generate_series(1, ${rows}) AS i`,
        slowView: "CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(60) IS NULL AS slept",
        wide: (megabytes) => `repeat('x', ${megabytes} * 1024 * 1024)`,
        retype: "ALTER TABLE t ALTER COLUMN id TYPE text USING 'number ' || id",
      },
    },
    {
      name: "maria",
      schema: SHOP,
      sql: (...statements) => mariadb.sql(`USE ${SHOP}`, ...statements),
      countRunning: async () => {
        const counted = `SELECT count(*) AS n FROM information_schema.processlist WHERE ${mariaUser} AND command <> 'Sleep'`;
        return Number((await mariadb.sql(counted))[0]?.["n"]);
      },
      countSessions: async () => {
        const counted = `SELECT count(*) AS n FROM information_schema.processlist WHERE ${mariaUser}`;
        return Number((await mariadb.sql(counted))[0]?.["n"]);
      },
      endSessions: async () => {
        await mariadb.sql(`KILL CONNECTION USER ${mariadb.reader.user}`);
      },
      kill: () => mariadb.kill(),
      startAgain: () => mariadb.startAgain(),
      text: {
        fill: (rows) =>
          `INSERT INTO t SELECT seq, CONCAT('word ', seq), MD5(seq) FROM seq_1_to_${rows}`,
        slowView: "CREATE VIEW slow AS SELECT 1 AS id, SLEEP(60) AS slept",
        wide: (megabytes) => `REPEAT('x', ${megabytes} * 1024 * 1024)`,
        retype: "ALTER TABLE t MODIFY id varchar(40), ALGORITHM = COPY",
      },
    },
  ];
}
