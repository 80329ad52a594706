import { isDeepStrictEqual } from "node:util";
import { ConnectionsWorld, SHOP } from "../connections-world.ts";
import type { LoggedStatement } from "../services/mariadb.ts";

const ROWS = 200_000;
const TABLES = { pg: "pg.public.big", maria: `maria.${SHOP}.big` };

/** What the sources themselves say of a live lookup: one statement, which reads one row. */
export async function checkPushdown(): Promise<boolean> {
  await using world = await ConnectionsWorld.start(async ({ postgres, mariadb }) => {
    await postgres.sql(
      "CREATE TABLE big (id int PRIMARY KEY, word text)",
      `INSERT INTO big SELECT i, 'word ' || i FROM generate_series(1, ${ROWS}) AS i`,
      "ANALYZE big",
    );
    await mariadb.sql(
      "USE shop",
      "CREATE TABLE big (id int PRIMARY KEY, word varchar(40))",
      `INSERT INTO big SELECT seq, CONCAT('word ', seq) FROM seq_1_to_${ROWS}`,
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
    const seenBefore = (await log()).filter(readsBig).length;
    const sql = `SELECT * FROM ${TABLES[name]} WHERE id = 7`;
    const rows = await world.rows(sql, { read_mode: "live" });
    const statements = (await settled(log, seenBefore)).filter(readsBig).slice(seenBefore);
    console.log(`${name}: ${sql}`);
    for (const { statement, rowsSent, rowsExamined } of statements) {
      console.log(`  ${statement}\n  rows sent ${rowsSent}, rows read ${rowsExamined}`);
    }
    const [only] = statements;
    const isOne = statements.length === 1 && only?.rowsSent === 1 && only.rowsExamined === 1;
    const isSame = isDeepStrictEqual(rows, [[7, "word 7"]]);
    console.log(`${name}: statements ${statements.length}, rows ${only?.rowsSent ?? "none"}`);
    isRight &&= isOne && isSame;
  }
  return isRight;
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
