import { setTimeout as sleep } from "node:timers/promises";
import { MariadbService } from "../services/mariadb.ts";
import type { Cut, CutSource } from "./cut-source.ts";

const ROWS = 600_000;
const SHOP = "shop";
/** Changes have whole seconds, and count as over two seconds later. */
const SETTLE_MS = 3_000;

/** The table's rows as one text, the same in MariaDB and here. */
const SOURCE_DIGEST =
  "SELECT CAST(count(*) AS CHAR), md5(group_concat(md5(concat_ws('|', id, word, amount, note, " +
  "timestampdiff(SECOND, '1970-01-01', moment))) ORDER BY id SEPARATOR '')) AS digest FROM t";
const COPY_DIGEST =
  "SELECT count(*)::varchar, md5(string_agg(md5(concat_ws('|', id, word, amount, note, " +
  "epoch(moment)::bigint)), '' ORDER BY id)) AS digest FROM maria.shop.t";

const cutsOf = (mariadb: MariadbService): readonly Cut[] => [
  { name: "session ended", kept: "all", strike: ({ source }) => source.endSessions() },
  {
    name: "sessions ended again and again",
    kept: "all",
    strike: (world) => world.cutOften(),
  },
  {
    name: "this server killed and started again",
    kept: "all",
    strike: (world) => world.restart(),
  },
  {
    name: "session ended, a row changed meanwhile",
    kept: "none",
    strike: async ({ source }) => {
      await source.sql("UPDATE t SET word = 'changed' WHERE id = 1");
      await source.endSessions();
    },
  },
  {
    name: "this server killed, a row changed and the table at rest since",
    kept: "none",
    strike: (world) => world.restart("UPDATE t SET word = 'again' WHERE id = 2", "SELECT sleep(3)"),
  },
  {
    name: "TRUNCATE and the same rows",
    kept: "none",
    strike: (world) =>
      world.restart(
        "CREATE TABLE u SELECT * FROM t",
        "TRUNCATE t",
        "INSERT INTO t SELECT * FROM u",
      ),
  },
  {
    name: "source killed and started again",
    kept: "none",
    strike: async () => {
      await mariadb.kill();
      await mariadb.startAgain();
    },
  },
];

export async function cutMariadb(): Promise<CutSource> {
  const mariadb = await MariadbService.start({ settings: ["--max-allowed-packet=256M"] });
  const sql = (...statements: readonly string[]) =>
    mariadb.sql(`USE ${SHOP}`, "SET group_concat_max_len = 1 << 27", ...statements);
  await mariadb.sql(`CREATE DATABASE ${SHOP} CHARACTER SET utf8mb4`);
  await sql(
    "CREATE TABLE t (id BIGINT PRIMARY KEY, word VARCHAR(40), amount DECIMAL(20, 4), note TEXT, moment DATETIME)",
    `INSERT INTO t SELECT seq, concat('word ', seq), seq / 7, IF(seq % 5 > 0, md5(seq), NULL),
       '2020-01-01' + INTERVAL seq SECOND FROM seq_1_to_${ROWS}`,
    "ANALYZE TABLE t",
  );
  const { host, port, reader } = mariadb;
  return {
    name: "maria",
    type: "mysql",
    config: { host, port, database: SHOP, ...reader },
    schema: SHOP,
    cuts: cutsOf(mariadb),
    sql,
    settle: async () => {
      await sleep(SETTLE_MS);
    },
    endSessions: async () => {
      const rows = await mariadb.sql(
        `SELECT id FROM information_schema.PROCESSLIST WHERE user = '${reader.user}'`,
      );
      for (const { id } of rows) await mariadb.sql(`KILL ${id}`).catch(() => undefined);
    },
    digest: async () => Object.values((await sql(SOURCE_DIGEST))[0] ?? {}),
    copyDigest: COPY_DIGEST,
    stop: () => mariadb.stop(),
  };
}
