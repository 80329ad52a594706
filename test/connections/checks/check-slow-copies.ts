import { ConnectionsWorld, SHOP } from "../connections-world.ts";
import { codeOf } from "./code-of.ts";
import { type PausedSource, rowsOfPausedRead } from "./paused-read.ts";

/** Of a statement at a source, and of its silence. */
const LIMIT_SECONDS = 2;
/** Rows that come one by one, each of more than a server collects before it sends. */
const TRICKLE = { rows: 14, pauseSeconds: 0.5, bytes: 20_000 };
const LARGE_ROWS = 1_500_000;
/** The server's own setting for those who say nothing else. */
const WRITE_WAIT_SECONDS = 1;

/**
 * Copies that take longer than a statement may: because rows come slowly, or because we are slow to
 * take them. What is limited is the silence of the source.
 */
export async function checkSlowCopies(): Promise<boolean> {
  const env = { HOTDATA_CONNECTION_TIMEOUT_SECONDS: String(LIMIT_SECONDS) };
  await using world = await ConnectionsWorld.start(prepare, { env });
  let isRight = true;
  for (const [name, schema] of [
    ["pg", "public"],
    ["maria", SHOP],
  ] as const) {
    const expect = (what: string, found: unknown, wanted: string | number): void => {
      const isSame = found === wanted;
      console.log(`${name}, ${what}: ${String(found)}${isSame ? "" : ` WRONG, not ${wanted}`}`);
      isRight &&= isSame;
    };
    const trickle = await world.refresh(name, "trickle");
    expect("rows come slowly, copy", codeOf(trickle) ?? "succeeded", "succeeded");
    const counted = `SELECT count(slept), sum(length(word)) FROM ${name}.${schema}.trickle`;
    const { rows, bytes } = TRICKLE;
    const copied = (await world.query(counted, { read_mode: "cached" })).json["rows"];
    const whole = JSON.stringify([[rows, rows * bytes]]);
    expect("rows and bytes of the copy", JSON.stringify(copied), whole);
    const live = await world.query(counted, { read_mode: "live" });
    expect("rows come slowly, live", codeOf(live), "SOURCE_UNAVAILABLE");
    const silent = await world.refresh(name, "silent");
    expect("no row comes, copy", codeOf(silent), "SOURCE_UNAVAILABLE");
    const source = pausedSource(world, name, schema);
    const paused = await rowsOfPausedRead(source, (LIMIT_SECONDS + 2) * 1_000);
    expect("rows are taken with long pauses", paused, LARGE_ROWS);
  }
  return isRight;
}

async function prepare({
  postgres,
  mariadb,
}: Pick<ConnectionsWorld, "postgres" | "mariadb">): Promise<void> {
  const { rows, pauseSeconds, bytes } = TRICKLE;
  const large = `${LARGE_ROWS} rows of 100 bytes`;
  await postgres.sql(
    `CREATE VIEW trickle AS SELECT i AS id, pg_sleep(${pauseSeconds}) IS NULL AS slept,
       repeat('x', ${bytes}) AS word FROM generate_series(1, ${rows}) AS i`,
    "CREATE VIEW silent AS SELECT 1 AS id, pg_sleep(60) IS NULL AS slept",
    `CREATE TABLE large AS SELECT i AS id, repeat('${large} ', 4) AS word
       FROM generate_series(1, ${LARGE_ROWS}) AS i`,
  );
  await mariadb.sql(
    `USE ${SHOP}`,
    `CREATE VIEW trickle AS SELECT seq AS id, SLEEP(${pauseSeconds}) AS slept,
       REPEAT('x', ${bytes}) AS word FROM seq_1_to_${rows}`,
    "CREATE VIEW silent AS SELECT 1 AS id, SLEEP(60) AS slept",
    `CREATE TABLE large AS SELECT seq AS id, REPEAT('${large} ', 4) AS word FROM seq_1_to_${LARGE_ROWS}`,
    `SET GLOBAL net_write_timeout = ${WRITE_WAIT_SECONDS}`,
  );
}

function pausedSource(
  { postgres, mariadb }: ConnectionsWorld,
  name: "pg" | "maria",
  schema: string,
): PausedSource {
  const { host, port, database, reader } = postgres;
  return {
    type: name === "pg" ? "postgres" : "mysql",
    config:
      name === "pg"
        ? { host, port, database, ...reader }
        : { host: mariadb.host, port: mariadb.port, database: SHOP, ...mariadb.reader },
    schema,
    table: "large",
    limitMs: LIMIT_SECONDS * 1_000,
  };
}
