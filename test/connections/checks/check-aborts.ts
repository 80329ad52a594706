import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionsWorld } from "../connections-world.ts";
import { ABORTS, type Abort, type AbortTrial } from "./aborts.ts";
import { type ChaosSource, chaosSources } from "./chaos-source.ts";

/** How long a source may go on with a statement that nobody waits for any more. */
const CALM_WITHIN_MS = 1_500;
/** Of a statement at a source, and of its silence. */
const LIMIT_SECONDS = 5;
/** So many that the rows are still coming when they are given up. */
const ROWS = 4_000_000;
const LONGEST_MS = 20_000;

/**
 * Reads that are given up end at the source, too: soon no statement of ours runs there, and there are
 * no more sessions than before.
 */
export async function checkAborts(): Promise<boolean> {
  const env = { HOTDATA_CONNECTION_TIMEOUT_SECONDS: String(LIMIT_SECONDS) };
  await using world = await ConnectionsWorld.start(prepare, { env });
  let isRight = true;
  for (const source of chaosSources(world)) {
    // Of a read that went well, one waits for the next.
    await world.rows(`SELECT max(id) FROM ${source.name}.${source.schema}.t`, {
      read_mode: "live",
    });
    const sessions = await source.countSessions();
    for (const readMode of ["live", "cached"] as const) {
      for (const table of ["slow", "t"] as const) {
        const trial = { world, source, table, readMode };
        for (const abort of ABORTS.filter((one) => one.isFor?.(trial) !== false)) {
          isRight = (await tryOut(abort, trial, sessions)) && isRight;
        }
      }
    }
  }
  return (await killServer(world)) && isRight;
}

/** How often PostgreSQL looks whether the reader of a copy is still there, and a margin. */
const NOTICED_WITHIN_MS = 5_000 + 3_000;

/** A copy's statement has no limit of time: PostgreSQL has to notice by itself that nobody is there. */
async function killServer(world: ConnectionsWorld): Promise<boolean> {
  const [source] = chaosSources(world);
  if (source === undefined) return false;
  const copied = world.refresh("pg", "slow").catch(() => undefined);
  await untilBegun(source);
  await world.server.kill();
  const killedMs = performance.now();
  await until(async () => (await source.countRunning()) === 0);
  const calmMs = Math.round(performance.now() - killedMs);
  await copied;
  const isRight = calmMs <= NOTICED_WITHIN_MS;
  console.log(`pg, server killed in a copy: calm after ${calmMs} ms${isRight ? "" : " WRONG"}`);
  return isRight;
}

async function prepare(servers: Pick<ConnectionsWorld, "postgres" | "mariadb">): Promise<void> {
  for (const { name, sql, text } of chaosSources(servers)) {
    const extra = name === "pg" ? "text" : "longtext";
    const table = `CREATE TABLE t (id int, word varchar(40), extra ${extra})`;
    await sql(table, text.fill(ROWS), text.slowView);
  }
}

async function tryOut(abort: Abort, trial: AbortTrial, sessionsBefore: number): Promise<boolean> {
  const { source, table, readMode } = trial;
  const outcome = await abort.run(trial, () => untilBegun(source));
  const begunMs = performance.now();
  let sessions = 0;
  await until(async () => {
    sessions = await source.countSessions();
    return sessions <= sessionsBefore && (await source.countRunning()) === 0;
  });
  const calmMs = Math.round(performance.now() - begunMs);
  const isRight = outcome === abort.outcome && calmMs <= CALM_WITHIN_MS;
  const what = table === "slow" ? "silent statement" : "rows on their way";
  console.log(
    `${source.name}, ${readMode}, ${what}, ${abort.name}: ${outcome}; calm after ${calmMs} ms, ` +
      `sessions ${sessions} of ${sessionsBefore}${isRight ? "" : " WRONG"}`,
  );
  return isRight;
}

/** A moment after its statement runs at the source. */
async function untilBegun(source: ChaosSource): Promise<void> {
  await until(async () => (await source.countRunning()) > 0);
  await sleep(100);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while (!(await isSo()) && Date.now() < deadline) await sleep(10);
}
