import { PostgresService } from "../services/postgres.ts";
import type { Cut, CutSource } from "./cut-source.ts";

const ROWS = 600_000;

/** The table's rows as one text, the same in PostgreSQL and here. */
const DIGEST = (at: string): string =>
  `SELECT count(*)::varchar, md5(string_agg(md5(concat_ws('|', id, word, amount, mood, note, ${at})), '' ORDER BY id))`;
const SOURCE_DIGEST = `${DIGEST("(extract(epoch FROM moment) * 1000000)::bigint")} AS digest FROM t`;
const COPY_DIGEST = `${DIGEST("epoch_us(moment)")} AS digest FROM pg.public.t`;

const cutsOf = (postgres: PostgresService): readonly Cut[] => [
  {
    name: "session ended, rows changed, deleted and added meanwhile",
    kept: "some",
    isAskedOnce: true,
    strike: async () => {
      await postgres.sql(
        "UPDATE t SET word = 'changed' WHERE ctid = (SELECT min(ctid) FROM t)",
        `DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t WHERE ctid > '(300,0)')`,
        "INSERT INTO t SELECT -i, 'new', i, 'ok', NULL, now() FROM generate_series(1, 1000) AS i",
        END_SESSIONS,
      );
    },
  },
  {
    name: "sessions ended again and again",
    kept: "all",
    isAskedOnce: true,
    strike: (world) => world.cutOften(),
  },
  {
    name: "source killed and started again",
    kept: "all",
    strike: async () => {
      await postgres.kill();
      await postgres.startAgain();
    },
  },
  {
    name: "this server killed and started again",
    kept: "all",
    strike: (world) => world.restart(),
  },
  {
    name: "VACUUM FULL",
    kept: "none",
    strike: (world) => world.restart("VACUUM FULL t"),
  },
  {
    name: "another type that needs no other rows",
    kept: "none",
    strike: (world) => world.restart("ALTER TABLE t ALTER COLUMN word TYPE varchar(80)"),
  },
  {
    name: "another name of a label",
    kept: "none",
    strike: (world) => world.restart("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"),
  },
  {
    name: "TRUNCATE and the same rows",
    kept: "none",
    strike: (world) =>
      world.restart("CREATE TABLE u AS TABLE t", "TRUNCATE t", "INSERT INTO t SELECT * FROM u"),
  },
];

/** Until they have ended. */
const END_SESSIONS =
  "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'reader'";

export async function cutPostgres(): Promise<CutSource> {
  const postgres = await PostgresService.start();
  await postgres.sql(
    "CREATE TYPE mood AS ENUM ('ok', 'sad')",
    "CREATE TABLE t (id bigint, word varchar(40), amount numeric(20, 4), mood mood, note text, moment timestamptz)",
    `INSERT INTO t SELECT i, 'word ' || i, i / 7.0, CASE WHEN i % 3 = 0 THEN 'sad' ELSE 'ok' END::mood,
       CASE WHEN i % 5 > 0 THEN md5(i::text) END, '2020-01-01 UTC'::timestamptz + i * interval '1 second'
     FROM generate_series(1, ${ROWS}) AS i`,
  );
  const { host, port, database, reader } = postgres;
  return {
    name: "pg",
    type: "postgres",
    config: { host, port, database, ...reader },
    schema: "public",
    cuts: cutsOf(postgres),
    sql: (...statements) => postgres.sql(...statements),
    settle: async () => undefined,
    endSessions: async () => void (await postgres.sql(END_SESSIONS)),
    digest: async () => Object.values((await postgres.sql(SOURCE_DIGEST))[0] ?? {}),
    copyDigest: COPY_DIGEST,
    stop: () => postgres.stop(),
  };
}
