import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient, type Outcome } from "../../server/api-client.ts";
import { ServerProcess } from "../../server/server-process.ts";
import { PostgresService } from "../services/postgres.ts";
import { codeOf } from "./code-of.ts";

const API_KEY = "cut-copies-test-key";
const ROWS = 600_000;
/** Parts that are safe when a copy is cut; it has several times as many. */
const SAFE_PARTS = 8;
/** More often than a copy is tried again that gets no further. */
const CUTS = 6;
const LONGEST_MS = 60_000;

/** The table's rows as one text, the same in PostgreSQL and here. */
const DIGEST = (at: string): string =>
  `SELECT count(*)::varchar, md5(string_agg(md5(concat_ws('|', id, word, amount, mood, note, ${at})), '' ORDER BY id))`;
const SOURCE_DIGEST = `${DIGEST("(extract(epoch FROM moment) * 1000000)::bigint")} AS digest FROM t`;
const COPY_DIGEST = `${DIGEST("epoch_us(moment)")} AS digest FROM pg.public.t`;

interface Cut {
  readonly name: string;
  /** Happens to a copy under way, once some parts of it are safe; ends it. */
  strike(world: CutWorld): Promise<void>;
  /** How many of the parts are kept then. */
  readonly kept: "all" | "some" | "none";
}

const CUTS_OF_COPIES: readonly Cut[] = [
  {
    name: "session ended, rows changed, deleted and added meanwhile",
    kept: "some",
    strike: async ({ postgres }) => {
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
    strike: async (world) => {
      for (let cut = 1; cut <= CUTS; cut += 1) {
        await world.untilSafe(SAFE_PARTS * cut);
        await world.postgres.sql(END_SESSIONS);
      }
    },
  },
  {
    name: "source killed and started again",
    kept: "all",
    strike: async ({ postgres }) => {
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

/** Copies that are cut go on where they were, and each is one state of its table: the last one. */
export async function checkCutCopies(): Promise<boolean> {
  await using world = await CutWorld.start();
  let isRight = true;
  let halfTables = 0;
  for (const cut of CUTS_OF_COPIES) {
    const { outcome, parts, kept } = await world.cutCopy(cut);
    const isWhole = await world.isWhole();
    if (!isWhole) halfTables += 1;
    const isAsWanted = {
      all: kept === parts && kept > 0,
      some: kept > 0 && kept < parts,
      none: kept === 0,
    }[cut.kept];
    const shown = `parts ${parts}, kept ${kept}, read again ${parts - kept}`;
    const code = codeOf(outcome) ?? "succeeded";
    console.log(`pg, ${cut.name}: ${code}, ${shown}${isAsWanted ? "" : " WRONG"}`);
    isRight &&= isAsWanted && code === "succeeded";
  }
  console.log(`half tables ${halfTables}`);
  return isRight && halfTables === 0;
}

/** A real PostgreSQL and a real server that reads it in small parts. */
class CutWorld implements AsyncDisposable {
  readonly postgres: PostgresService;
  readonly #folder: string;
  #server: ServerProcess;
  #connectionId = "";
  #isRestarted = false;

  private constructor(postgres: PostgresService, folder: string, server: ServerProcess) {
    this.postgres = postgres;
    this.#folder = folder;
    this.#server = server;
  }

  static async start(): Promise<CutWorld> {
    const postgres = await PostgresService.start();
    await postgres.sql(
      "CREATE TYPE mood AS ENUM ('ok', 'sad')",
      "CREATE TABLE t (id bigint, word varchar(40), amount numeric(20, 4), mood mood, note text, moment timestamptz)",
      `INSERT INTO t SELECT i, 'word ' || i, i / 7.0, CASE WHEN i % 3 = 0 THEN 'sad' ELSE 'ok' END::mood,
         CASE WHEN i % 5 > 0 THEN md5(i::text) END, '2020-01-01 UTC'::timestamptz + i * interval '1 second'
       FROM generate_series(1, ${ROWS}) AS i`,
    );
    const folder = await mkdtemp(join(tmpdir(), "hotdata-cut-copies-"));
    const world = new CutWorld(postgres, folder, await startServer(folder));
    const { host, port, database, reader } = postgres;
    const config = { host, port, database, ...reader };
    const json = { name: "pg", source_type: "postgres", config };
    const made = await world.#client.get("POST", "/v1/connections", { json });
    world.#connectionId = String(made["id"]);
    return world;
  }

  /** Begins a copy, has it cut once some parts are safe, and has it made to its end. */
  async cutCopy({ strike }: Cut): Promise<{ outcome: Outcome; parts: number; kept: number }> {
    this.#isRestarted = false;
    const logged = this.#server.log.length;
    const asked = this.#refresh().catch(() => undefined);
    await this.untilSafe(SAFE_PARTS);
    await strike(this);
    let outcome = await asked;
    // Whoever asked is gone with the server, or was told that the source is.
    if (outcome === undefined || codeOf(outcome) !== undefined) outcome = await this.#refresh();
    const log = this.#server.log.slice(this.#isRestarted ? 0 : logged);
    return { outcome, ...countsOf(log) };
  }

  async untilSafe(parts: number): Promise<void> {
    const folder = join(this.#folder, "cut-copies");
    const deadline = Date.now() + LONGEST_MS;
    while (Date.now() < deadline) {
      const names = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
      if (names.filter((name) => name.endsWith(".parquet")).length >= parts) return;
      await sleep(5);
    }
    throw new Error(`there are no ${parts} parts`);
  }

  /** Kills the server, and starts it when the statements are done. */
  async restart(...statements: string[]): Promise<void> {
    await this.#server.kill();
    await this.postgres.sql(END_SESSIONS, ...statements);
    this.#server = await startServer(this.#folder);
    this.#isRestarted = true;
  }

  /** Whether the copy has the rows that the table has now. */
  async isWhole(): Promise<boolean> {
    const [row] = await this.postgres.sql(SOURCE_DIGEST);
    const json = { sql: COPY_DIGEST, read_mode: "cached" };
    const { json: answer, text } = await this.#client.call("POST", "/v1/query", { json });
    const isSame = JSON.stringify(answer["rows"]) === JSON.stringify([Object.values(row ?? {})]);
    if (!isSame) console.log(`  HALF A TABLE: ${text.slice(0, 300)}, not ${JSON.stringify(row)}`);
    return isSame;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await this.postgres.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #client(): ApiClient {
    return new ApiClient(this.#server.url, API_KEY);
  }

  #refresh(): Promise<Outcome> {
    const table = { schema_name: "public", table_name: "t" };
    const json = { connection_id: this.#connectionId, ...table, data: true };
    return this.#client.call("POST", "/v1/refresh", { json });
  }
}

function startServer(dataDir: string): Promise<ServerProcess> {
  const env = {
    HOTDATA_CONNECTION_HOSTS: "127.0.0.1",
    HOTDATA_CONNECTION_PART_MB: "1",
    HOTDATA_LOG_LEVEL: "info",
  };
  return ServerProcess.start({ dataDir, apiKey: API_KEY, env });
}

/** What the server said when the copy went on, first of all. */
function countsOf(log: string): { parts: number; kept: number } {
  const [, parts = "0", kept = "0"] =
    /"parts":(\d+),"kept_parts":(\d+),"msg":"copy that was cut goes on"/.exec(log) ?? [];
  return { parts: Number(parts), kept: Number(kept) };
}
