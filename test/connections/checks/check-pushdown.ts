import { isDeepStrictEqual } from "node:util";
import { ConnectionsWorld, SHOP } from "../connections-world.ts";
import type { LoggedStatement } from "../services/mariadb.ts";

const ROWS = 200_000;
const TABLES = { pg: "pg.public.big", maria: `maria.${SHOP}.big` };

interface Question {
  readonly sql: (table: string) => string;
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that the source may send, and read to find them. */
  readonly sent: number;
  readonly read: number;
}

const latest = (from: number): number[][] =>
  Array.from({ length: 10 }, (_, index) => [from - index]);

const QUESTIONS: readonly Question[] = [
  {
    sql: (table) => `SELECT id, word FROM ${table} WHERE id = 7`,
    rows: [[7, "word 7"]],
    sent: 1,
    read: 1,
  },
  {
    sql: (table) => `SELECT id FROM ${table} ORDER BY id DESC LIMIT 10`,
    rows: latest(ROWS),
    sent: 10,
    read: 10,
  },
  // NULLs come first, and last in an index of MariaDB, which sorts all rows to be sure of them.
  {
    sql: (table) => `SELECT rank FROM ${table} ORDER BY rank DESC LIMIT 7 OFFSET 3`,
    rows: latest(ROWS - 3).slice(0, 7),
    sent: 10,
    read: ROWS + 10,
  },
  {
    sql: (table) => `SELECT rank FROM ${table} WHERE rank IS NOT NULL ORDER BY rank DESC LIMIT 10`,
    rows: latest(ROWS),
    sent: 10,
    read: 10,
  },
  {
    sql: (table) => `SELECT id FROM ${table} WHERE made IS NOT NULL ORDER BY made DESC LIMIT 10`,
    rows: latest(ROWS),
    sent: 10,
    read: 10,
  },
  {
    sql: (table) => `SELECT id FROM ${table} WHERE word LIKE 'word 7777%' ORDER BY id LIMIT 3`,
    rows: [[7_777], [77_770], [77_771]],
    sent: 3,
    read: ROWS,
  },
  {
    sql: (table) => `SELECT id FROM ${table} WHERE word IS NULL`,
    rows: [],
    sent: 0,
    read: ROWS,
  },
];

/** What the sources themselves say of live reads: one statement each, and no more rows than needed. */
export async function checkPushdown(): Promise<boolean> {
  await using world = await ConnectionsWorld.start(async ({ postgres, mariadb }) => {
    await postgres.sql(
      "CREATE TABLE big (id int PRIMARY KEY, word text, rank int, made timestamp)",
      `INSERT INTO big SELECT i, 'word ' || i, i, timestamp '2026-01-01' + i * interval '1 s' FROM generate_series(1, ${ROWS}) AS i`,
      "CREATE INDEX ON big (rank)",
      "CREATE INDEX ON big (made)",
      "ANALYZE big",
    );
    await mariadb.sql(
      "USE shop",
      "CREATE TABLE big (id int PRIMARY KEY, word varchar(40), `rank` int, made datetime NOT NULL, KEY (`rank`), KEY (made))",
      `INSERT INTO big SELECT seq, CONCAT('word ', seq), seq, '2026-01-01' + INTERVAL seq SECOND FROM seq_1_to_${ROWS}`,
    );
    // Sessions log from their beginning on: before any is there.
    await postgres.startStatementLog();
    await mariadb.startStatementLog();
  });
  const sources = [
    { name: "pg", log: () => world.postgres.statementLog() },
    { name: "maria", log: () => world.mariadb.statementLog() },
  ] as const;
  let isRight = true;
  for (const { name, log } of sources) {
    for (const question of QUESTIONS) {
      const sql = question.sql(TABLES[name]);
      const seenBefore = (await log()).filter(readsBig).length;
      const rows = await world.rows(sql, { read_mode: "live" });
      const statements = (await settled(log, seenBefore)).filter(readsBig).slice(seenBefore);
      const isSame = isDeepStrictEqual(rows, question.rows);
      if (!isSame) console.log(`${name}: wrong rows ${JSON.stringify(rows)}`);
      isRight = report(name, { sql, statements, question }) && isSame && isRight;
    }
  }
  return isRight;
}

interface Asked {
  readonly sql: string;
  readonly statements: readonly LoggedStatement[];
  readonly question: Question;
}

function report(name: string, { sql, statements, question }: Asked): boolean {
  console.log(`${name}: ${sql}`);
  for (const { statement, rowsSent, rowsExamined } of statements) {
    console.log(`  ${statement}\n  rows sent ${rowsSent}, rows read ${rowsExamined}`);
  }
  const [only] = statements;
  console.log(`${name}: statements ${statements.length}, rows ${only?.rowsSent ?? "none"}`);
  const isOne = statements.length === 1 && only?.rowsSent === question.sent;
  return isOne && only.rowsExamined <= question.read;
}

function readsBig({ statement }: LoggedStatement): boolean {
  return (
    /\bFROM\b.*\bbig\b/is.test(statement) &&
    !/information_schema|pg_catalog|pg_class/i.test(statement)
  );
}

/** A server writes its log a moment after its answer. */
async function settled(
  log: () => Promise<LoggedStatement[]>,
  seenBefore: number,
): Promise<LoggedStatement[]> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const statements = await log();
    if (statements.filter(readsBig).length > seenBefore || Date.now() > deadline) return statements;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
