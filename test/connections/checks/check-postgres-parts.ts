import { PostgresService } from "../services/postgres.ts";
import { readPart } from "./read-part.ts";
import { withConnectors } from "./with-connectors.ts";

const ROWS = 50_000;
const COLUMNS = "id bigint, n int, word varchar(60)";
const NUMBERS = `SELECT i, i % 7, repeat('word ', 10) FROM generate_series(1, ${ROWS}) AS i`;

/** What becomes of the first part, once it was kept; `no parts`: the first read had none. */
type Fate = "kept" | "read again" | "no parts";

interface Trial {
  readonly name: string;
  readonly fate: Fate;
  /** Statements that make the table `t`; a usual one by default. */
  readonly make?: readonly string[];
  /** Statements of a transaction that is open during the first read, and ended before the second one. */
  readonly open?: { readonly statements: readonly string[]; readonly end: "COMMIT" | "ROLLBACK" };
  /** Statements between the two reads. */
  readonly change?: readonly string[];
}

/** With room in each block, so that a row that is changed stays in its part. */
const TABLE = `CREATE TABLE t (${COLUMNS}) WITH (fillfactor = 50)`;
const ADD_TYPED = (type: string): string[] => [TABLE, `ALTER TABLE t ADD COLUMN more ${type}`];

const TRIALS: readonly Trial[] = [
  { name: "no change", fate: "kept" },
  { name: "UPDATE", fate: "read again", change: ["UPDATE t SET n = -1 WHERE id = 1"] },
  {
    name: "UPDATE in another part",
    fate: "kept",
    change: [`UPDATE t SET n = -1 WHERE id = ${ROWS}`],
  },
  { name: "DELETE", fate: "read again", change: ["DELETE FROM t WHERE id = 2"] },
  {
    name: "DELETE, and a new row in its place",
    fate: "read again",
    change: ["DELETE FROM t WHERE id = 2", "VACUUM t", "INSERT INTO t VALUES (2, 2, 'new')"],
  },
  {
    name: "UPDATE in a transaction within another one",
    fate: "read again",
    change: ["BEGIN", "SAVEPOINT s", "UPDATE t SET n = -1 WHERE id = 1", "RELEASE s", "COMMIT"],
  },
  {
    name: "UPDATE that is taken back",
    fate: "kept",
    change: ["BEGIN", "UPDATE t SET n = -1 WHERE id = 1", "ROLLBACK"],
  },
  {
    name: "UPDATE by a transaction that was open",
    fate: "read again",
    open: { statements: ["UPDATE t SET n = -1 WHERE id = 1"], end: "COMMIT" },
  },
  {
    name: "UPDATE by a transaction that was open, taken back",
    fate: "kept",
    open: { statements: ["UPDATE t SET n = -1 WHERE id = 1"], end: "ROLLBACK" },
  },
  { name: "VACUUM, ANALYZE", fate: "kept", change: ["VACUUM (FREEZE, ANALYZE) t"] },
  {
    name: "a column more, which is read",
    fate: "read again",
    change: ["ALTER TABLE t ADD COLUMN more int DEFAULT 1"],
  },
  { name: "VACUUM FULL", fate: "read again", change: ["VACUUM FULL t"] },
  {
    name: "TRUNCATE",
    fate: "read again",
    change: ["TRUNCATE t", `INSERT INTO t ${NUMBERS}`],
  },
  {
    name: "a table that takes the name",
    fate: "read again",
    make: [TABLE, `INSERT INTO t ${NUMBERS}`, "CREATE TABLE other AS TABLE t"],
    change: ["ALTER TABLE t RENAME TO away", "ALTER TABLE other RENAME TO t"],
  },
  {
    name: "a label that has another name",
    fate: "read again",
    make: ["CREATE TYPE mood AS ENUM ('ok')", ...ADD_TYPED("mood DEFAULT 'ok'")],
    change: ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"],
  },
  { name: "built-in types and lists of them", fate: "kept", make: ADD_TYPED("int[]") },
  { name: "money", fate: "no parts", make: ADD_TYPED("money") },
  { name: "regclass", fate: "no parts", make: ADD_TYPED("regclass[]") },
  {
    name: "a domain",
    fate: "no parts",
    make: ["CREATE DOMAIN positive AS int CHECK (VALUE > 0)", ...ADD_TYPED("positive")],
  },
  {
    name: "partitions",
    fate: "no parts",
    make: [
      `CREATE TABLE t (${COLUMNS}) PARTITION BY HASH (id)`,
      "CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
    ],
  },
  {
    name: "a table that inherits",
    fate: "no parts",
    make: [TABLE, "CREATE TABLE heir () INHERITS (t)"],
  },
  { name: "an unlogged table", fate: "no parts", make: [`CREATE UNLOGGED TABLE t (${COLUMNS})`] },
  {
    name: "row security",
    fate: "no parts",
    make: [
      TABLE,
      "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
      "CREATE POLICY most ON t USING (id > 10)",
    ],
  },
];

/** Whether every change of a table of PostgreSQL is noticed before parts of its copy are kept. */
export async function checkPostgresParts(): Promise<boolean> {
  const postgres = await PostgresService.start();
  try {
    let isRight = true;
    for (const trial of TRIALS) {
      const found = await fateOf(postgres, trial);
      console.log(`pg, ${trial.name}: ${found}${found === trial.fate ? "" : " WRONG"}`);
      isRight &&= found === trial.fate;
    }
    return isRight;
  } finally {
    await postgres.stop();
  }
}

async function fateOf(
  postgres: PostgresService,
  { name, make = [TABLE], open, change = [] }: Trial,
): Promise<Fate> {
  await postgres.sql("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", ...make);
  const [row] = await postgres.sql("SELECT count(*)::int AS n FROM t");
  if (row?.["n"] === 0) await postgres.sql(`INSERT INTO t ${NUMBERS}`);
  const { host, port, database, reader } = postgres;
  const config = { host, port, database, ...reader };
  const address = { connectionId: "parts", version: name, type: "postgres", config };
  const source = { address, schema: "public" };
  return await withConnectors({ statementMs: 30_000, connectMs: 5_000 }, async (...lent) => {
    await using session = await postgres.session();
    await session.sql("BEGIN", ...(open?.statements ?? []));
    // A later transaction that is over before the open one.
    await postgres.sql("CREATE TABLE later ()");
    const first = await readPart(lent, source, []);
    await session.sql(open?.end ?? "COMMIT");
    await postgres.sql("SELECT 1", ...change);
    if (first.mark === undefined) return "no parts";
    const second = await readPart(lent, source, [first.mark]);
    return second.stillKept > 0 ? "kept" : "read again";
  });
}
