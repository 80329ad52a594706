import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionsWorld } from "../connections-world.ts";
import type { Outcome } from "../../server/api-client.ts";
import { type ChaosSource, chaosSources } from "./chaos-source.ts";
import { codeOf } from "./code-of.ts";
import { checkFullDisk } from "./check-full-disk.ts";

/** So many that a read of them takes a good while, also on a quick machine. */
const ROWS = 2_000_000;
const STATEMENT_SECONDS = 10;
/** Reads every column and row, so that no part of the work is left to the source. */
const READ_ALL = "count(*), count(DISTINCT word), max(extra)";

interface Failure {
  readonly name: string;
  /** The codes that are right; undefined: an answer as if nothing had been. */
  readonly codes: readonly (string | undefined)[];
  /** The call that it happens to, begun once; what happens meanwhile is up to it. */
  run(trial: Trial): Promise<Outcome>;
  heal?(trial: Trial): Promise<void>;
}

interface Trial {
  readonly world: ConnectionsWorld;
  readonly source: ChaosSource;
}

const UNAVAILABLE = "SOURCE_UNAVAILABLE";

const FAILURES: readonly Failure[] = [
  {
    name: "source down, copy",
    codes: [UNAVAILABLE],
    run: async (trial) => {
      await trial.source.kill();
      return refresh(trial);
    },
    heal: ({ source }) => source.startAgain(),
  },
  {
    name: "source down, live",
    codes: [UNAVAILABLE],
    run: async (trial) => {
      await trial.source.kill();
      return live(trial);
    },
    heal: ({ source }) => source.startAgain(),
  },
  {
    name: "source slow, copy",
    codes: [UNAVAILABLE],
    run: ({ world, source }) => world.refresh(source.name, "slow"),
  },
  {
    name: "source slow, live",
    codes: [UNAVAILABLE],
    run: ({ world, source }) =>
      world.query(`SELECT * FROM ${source.name}.${source.schema}.slow`, { read_mode: "live" }),
  },
  {
    name: "session ended in the middle of a copy",
    codes: [UNAVAILABLE, undefined],
    run: (trial) => during(trial, refresh, () => trial.source.endSessions()),
  },
  {
    name: "session ended in the middle of a live read",
    codes: [UNAVAILABLE, undefined],
    run: (trial) => during(trial, live, () => trial.source.endSessions()),
  },
  {
    name: "server killed in the middle of a copy",
    codes: [UNAVAILABLE],
    run: (trial) => during(trial, refresh, () => trial.source.kill()),
    heal: ({ source }) => source.startAgain(),
  },
  {
    name: "connector process killed in the middle of a copy",
    codes: [UNAVAILABLE, undefined],
    run: (trial) => during(trial, refresh, async () => trial.world.killConnectors()),
  },
  {
    name: "row too wide, copy",
    codes: ["SOURCE_UNREADABLE"],
    run: async (trial) => {
      await trial.source.sql(`INSERT INTO t VALUES (-1, 'wide', ${trial.source.text.wide(70)})`);
      return refresh(trial);
    },
    heal: async ({ source }) => void (await source.sql("DELETE FROM t WHERE id = -1")),
  },
  {
    name: "column gone, live",
    codes: ["SOURCE_CHANGED"],
    run: async (trial) => {
      await trial.source.sql("ALTER TABLE t RENAME COLUMN extra TO other");
      return live(trial);
    },
    heal: async ({ source }) =>
      void (await source.sql("ALTER TABLE t RENAME COLUMN other TO extra")),
  },
  {
    name: "table gone, copy",
    codes: ["SOURCE_CHANGED"],
    run: async (trial) => {
      await trial.source.sql("ALTER TABLE t RENAME TO t_moved");
      return refresh(trial);
    },
    heal: async ({ source }) => void (await source.sql("ALTER TABLE t_moved RENAME TO t")),
  },
  {
    name: "type changed, live",
    codes: ["SOURCE_CHANGED", "SOURCE_UNREADABLE"],
    run: async (trial) => {
      await trial.source.sql(trial.source.text.retype);
      const { name, schema } = trial.source;
      const sql = `SELECT sum(id) FROM ${name}.${schema}.t`;
      return trial.world.query(sql, { read_mode: "live" });
    },
  },
  {
    name: "type changed, copy",
    // The older copy has another type, which is kept until it is purged.
    codes: ["CONFLICT"],
    run: (trial) => refresh(trial),
  },
];

/** What goes wrong with sources while they are read; no copy may have a part of a table's rows. */
export async function checkChaos(): Promise<boolean> {
  let halfTables = 0;
  let wrongCodes = 0;
  {
    const env = { HOTDATA_CONNECTION_TIMEOUT_SECONDS: String(STATEMENT_SECONDS) };
    await using world = await ConnectionsWorld.start(async () => {}, { env });
    for (const source of chaosSources(world)) {
      const trial = { world, source };
      await prepare(trial);
      let rows = ROWS;
      for (const failure of FAILURES) {
        const { outcome, counts } = await tryOut(trial, failure, rows);
        if (counts === undefined) halfTables += 1;
        else rows = counts;
        const code = codeOf(outcome);
        const isRight = failure.codes.includes(code);
        if (!isRight) wrongCodes += 1;
        const shown = code ?? "succeeded";
        console.log(
          `${source.name}, ${failure.name}: ${shown}${isRight ? "" : ` WRONG ${outcome.text.slice(0, 500)}`}`,
        );
      }
    }
  }
  const disk = await checkFullDisk();
  halfTables += disk.halfTables;
  if (!disk.isRight) wrongCodes += 1;
  console.log(`half tables ${halfTables}`);
  return halfTables === 0 && wrongCodes === 0;
}

async function prepare({ world, source }: Trial): Promise<void> {
  await source.sql(
    "CREATE TABLE t (id int, word varchar(40), extra text)".replace(
      "text",
      source.name === "pg" ? "text" : "longtext",
    ),
    source.text.fill(ROWS),
    source.text.slowView,
  );
  const connection_id = world.connectionIds[source.name];
  await world.client.get("POST", "/v1/refresh", { json: { connection_id } });
  const { status, text } = await refresh({ world, source });
  if (status !== 200) throw new Error(`the first copy: ${status} ${text}`);
}

/** The rows of the copy afterwards: as many as before or as many as there are; undefined for others. */
async function tryOut(
  trial: Trial,
  failure: Failure,
  rowsBefore: number,
): Promise<{ outcome: Outcome; counts: number | undefined }> {
  const outcome = await failure.run(trial);
  await failure.heal?.(trial);
  const { name, schema } = trial.source;
  const copy = `SELECT count(*) AS n, count(extra) AS extras FROM ${name}.${schema}.t`;
  const { status, json, text } = await trial.world.query(copy, { read_mode: "cached" });
  if (status !== 200) {
    console.log(`  its copy: ${text.slice(0, 300)}`);
    return { outcome, counts: rowsBefore };
  }
  const [row] = Array.isArray(json["rows"]) ? json["rows"] : [];
  const [count, extras] = Array.isArray(row) ? row.map(Number) : [];
  const isWhole =
    count === extras && (count === rowsBefore || count === ROWS || count === ROWS + 1);
  if (!isWhole) console.log(`  HALF A TABLE: ${count} rows, ${rowsBefore} before`);
  return { outcome, counts: isWhole ? count : undefined };
}

function refresh({ world, source }: Trial): Promise<Outcome> {
  return world.refresh(source.name, "t");
}

function live({ world, source: { name, schema } }: Trial): Promise<Outcome> {
  return world.query(`SELECT ${READ_ALL} FROM ${name}.${schema}.t`, { read_mode: "live" });
}

/** Does something to the source while the call reads from it. */
async function during(
  trial: Trial,
  call: (trial: Trial) => Promise<Outcome>,
  strike: () => Promise<void>,
): Promise<Outcome> {
  const answered = call(trial);
  const deadline = Date.now() + 20_000;
  while ((await trial.source.countRunning()) === 0 && Date.now() < deadline) await sleep(5);
  await sleep(50);
  await strike();
  return answered;
}
