import { setTimeout as sleep } from "node:timers/promises";
import { MariadbService } from "../services/mariadb.ts";
import { readPart } from "./read-part.ts";
import { withConnectors } from "./with-connectors.ts";

const SHOP = "shop";
const ROWS = 50_000;
/** Changes have whole seconds, and count as over two seconds later. */
const SETTLE_MS = 3_000;
/** May read all, and not see which transactions are open. */
const BLIND = { user: "blind", password: "blind-of-this-test" };

/** What becomes of a part that was kept; `no parts`: the first read had none. */
type Fate = "kept" | "read again" | "no parts";

interface Trial {
  readonly name: string;
  readonly fate: Fate;
  /** Statements that make the table `t`; a usual one by default. */
  readonly make?: readonly string[];
  /** Runs before the first read; what it returns runs between the two. */
  prepare?(mariadb: MariadbService): Promise<() => Promise<unknown>>;
  /** Statements between the two reads. */
  readonly change?: readonly string[];
  readonly login?: typeof BLIND;
}

const USUAL = "id BIGINT PRIMARY KEY, n INT, word VARCHAR(60)";
const NUMBERS = `SELECT seq, seq % 7, REPEAT('word ', 10) FROM seq_1_to_${ROWS}`;
/** Two tables that one transaction fills: what was changed last in both began in the same second. */
const TWINS = (other: string): string[] => [
  `CREATE TABLE t (${USUAL})`,
  `CREATE TABLE other (${USUAL})${other}`,
  "START TRANSACTION",
  `INSERT INTO t ${NUMBERS}`,
  "INSERT INTO other SELECT id, 0, word FROM t",
  "COMMIT",
];

const TRIALS: readonly Trial[] = [
  { name: "no change", fate: "kept" },
  { name: "UPDATE", fate: "read again", change: ["UPDATE t SET n = -1 WHERE id = 1"] },
  { name: "DELETE", fate: "read again", change: ["DELETE FROM t WHERE id = 2"] },
  {
    name: "DELETE by a foreign key",
    fate: "read again",
    make: [
      "CREATE TABLE other (id BIGINT PRIMARY KEY)",
      "INSERT INTO other SELECT seq FROM seq_0_to_6",
      "CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT, word VARCHAR(60), " +
        "FOREIGN KEY (n) REFERENCES other(id) ON DELETE CASCADE)",
      `INSERT INTO t ${NUMBERS}`,
    ],
    change: ["DELETE FROM other WHERE id = 3"],
  },
  { name: "TRUNCATE", fate: "read again", change: ["TRUNCATE t", `INSERT INTO t ${NUMBERS}`] },
  {
    name: "a table that takes the name",
    fate: "read again",
    make: TWINS(""),
    change: ["RENAME TABLE t TO away, other TO t"],
  },
  {
    name: "EXCHANGE PARTITION",
    fate: "read again",
    make: TWINS(
      ` PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (${ROWS + 1}), ` +
        "PARTITION q VALUES LESS THAN MAXVALUE)",
    ),
    change: ["ALTER TABLE other EXCHANGE PARTITION p WITH TABLE t"],
  },
  {
    name: "a column more, without the rows being written",
    fate: "read again",
    change: ["ALTER TABLE t ADD COLUMN more INT DEFAULT 1, ALGORITHM=INSTANT"],
  },
  {
    name: "a transaction that was open, and began later than the last change",
    fate: "read again",
    prepare: async (mariadb) => openTransaction(mariadb),
  },
  {
    name: "a transaction that was open, and began in the second of the last change",
    fate: "no parts",
    prepare: async (mariadb) => {
      for (;;) {
        const commit = await openTransaction(mariadb);
        await mariadb.sql(`USE ${SHOP}`, "UPDATE t SET n = -1 WHERE id = 2");
        if (await isOfSecond(mariadb)) {
          await sleep(SETTLE_MS);
          return commit;
        }
        await commit();
      }
    },
  },
  {
    name: "a server that began again",
    fate: "read again",
    prepare: async (mariadb) => async () => {
      await mariadb.kill();
      await mariadb.startAgain();
    },
  },
  { name: "a user who sees no transactions", fate: "no parts", login: BLIND },
  {
    name: "a key of two columns",
    fate: "no parts",
    make: ["CREATE TABLE t (id BIGINT, n INT, word VARCHAR(60), PRIMARY KEY (id, n))"],
  },
  {
    name: "partitions",
    fate: "no parts",
    make: [`CREATE TABLE t (${USUAL}) PARTITION BY HASH (id) PARTITIONS 2`],
  },
  { name: "another engine", fate: "no parts", make: [`CREATE TABLE t (${USUAL}) ENGINE=Aria`] },
];

/** Whether every change of a table of MariaDB is noticed before parts of its copy are kept. */
export async function checkMariadbParts(): Promise<boolean> {
  const mariadb = await MariadbService.start();
  try {
    const { user, password } = BLIND;
    await mariadb.sql(
      `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`,
      `GRANT SELECT, SHOW VIEW ON *.* TO '${user}'@'%'`,
    );
    let isRight = true;
    for (const trial of TRIALS) {
      const found = await fateOf(mariadb, trial);
      console.log(`maria, ${trial.name}: ${found}${found === trial.fate ? "" : " WRONG"}`);
      isRight &&= found === trial.fate;
    }
    return isRight;
  } finally {
    await mariadb.stop();
  }
}

async function fateOf(mariadb: MariadbService, trial: Trial): Promise<Fate> {
  const { make = [`CREATE TABLE t (${USUAL})`], change = [] } = trial;
  await mariadb.sql(`DROP DATABASE IF EXISTS ${SHOP}`, `CREATE DATABASE ${SHOP}`);
  await mariadb.sql(`USE ${SHOP}`, ...make);
  const [row] = await mariadb.sql(`SELECT count(*) AS n FROM ${SHOP}.t`);
  if (row?.["n"] === 0) await mariadb.sql(`USE ${SHOP}`, `INSERT INTO t ${NUMBERS}`);
  await mariadb.sql(`ANALYZE TABLE ${SHOP}.t`);
  await sleep(SETTLE_MS);
  const between = await trial.prepare?.(mariadb);
  const { host, port, reader } = mariadb;
  const config = { host, port, database: SHOP, ...(trial.login ?? reader) };
  const address = { connectionId: "parts", version: trial.name, type: "mysql", config };
  const source = { address, schema: SHOP };
  return await withConnectors({ statementMs: 30_000, connectMs: 5_000 }, async (...lent) => {
    const first = await readPart(lent, source, []);
    await between?.();
    if (first.mark === undefined) return "no parts";
    // As large as before for the server, too, and not changed just now.
    await mariadb.sql(`USE ${SHOP}`, ...change, "ANALYZE TABLE t");
    await sleep(SETTLE_MS);
    const second = await readPart(lent, source, [first.mark]);
    return second.stillKept > 0 ? "kept" : "read again";
  });
}

/** Changes a row of `t`, and commits when what is returned is called. */
async function openTransaction(mariadb: MariadbService): Promise<() => Promise<unknown>> {
  const session = await mariadb.session();
  await session.sql(`USE ${SHOP}`, "START TRANSACTION", "UPDATE t SET n = -2 WHERE id = 1");
  return async () => {
    await session.sql("COMMIT");
    await session[Symbol.asyncDispose]();
  };
}

/** Whether the open transaction began in the second of the last change. */
async function isOfSecond(mariadb: MariadbService): Promise<boolean> {
  const [row] = await mariadb.sql(
    "SELECT count(*) AS n FROM information_schema.INNODB_TRX JOIN information_schema.TABLES " +
      `WHERE trx_started = UPDATE_TIME AND TABLE_SCHEMA = '${SHOP}' AND TABLE_NAME = 't'`,
  );
  return Number(row?.["n"]) === 1;
}
