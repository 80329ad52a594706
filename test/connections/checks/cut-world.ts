import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient, type Outcome } from "../../server/api-client.ts";
import { ServerProcess } from "../../server/server-process.ts";
import type { Cut, CutSource } from "./cut-source.ts";

const API_KEY = "cut-copies-test-key";
/** Parts that are safe when a copy is cut; it has several times as many. */
const SAFE_PARTS = 8;
/** More often than a copy is tried again that gets no further. */
const CUTS = 6;
const LONGEST_MS = 60_000;

/** A real source and a real server that reads it in small parts. */
export class CutWorld implements AsyncDisposable {
  readonly source: CutSource;
  readonly #folder: string;
  #server: ServerProcess;
  #connectionId = "";
  #isRestarted = false;

  private constructor(source: CutSource, folder: string, server: ServerProcess) {
    this.source = source;
    this.#folder = folder;
    this.#server = server;
  }

  /** @param source is stopped with the world */
  static async start(source: CutSource): Promise<CutWorld> {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-cut-copies-"));
    const world = new CutWorld(source, folder, await startServer(folder));
    const { name, type: source_type, config } = source;
    const made = await world.#client.get("POST", "/v1/connections", {
      json: { name, source_type, config },
    });
    world.#connectionId = String(made["id"]);
    return world;
  }

  /** Begins a copy, has it cut once some parts are safe, and has it made to its end. */
  async cutCopy({
    strike,
    isAskedOnce,
  }: Cut): Promise<{ outcome: Outcome; parts: number; kept: number }> {
    await this.source.settle();
    this.#isRestarted = false;
    const logged = this.#server.log.length;
    const asked = this.#refresh().catch(() => undefined);
    await this.untilSafe(SAFE_PARTS);
    await strike(this);
    let outcome = await asked;
    // Whoever asked is gone with the server, or was told that the source is.
    const isAnswered = isAskedOnce === true || (outcome !== undefined && outcome.status < 300);
    if (outcome === undefined || !isAnswered) outcome = await this.#refresh();
    const log = this.#server.log.slice(this.#isRestarted ? 0 : logged);
    return { outcome, ...countsOf(log) };
  }

  /** Ends the sessions again and again, whenever some more parts are safe. */
  async cutOften(): Promise<void> {
    for (let cut = 1; cut <= CUTS; cut += 1) {
      await this.untilSafe(SAFE_PARTS * cut);
      await this.source.endSessions();
    }
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
    await this.source.endSessions();
    await this.source.sql(...statements);
    this.#server = await startServer(this.#folder);
    this.#isRestarted = true;
  }

  /** Whether the copy has the rows that the table has now. */
  async isWhole(): Promise<boolean> {
    const { digest, copyDigest } = this.source;
    const wanted = JSON.stringify([await digest()]);
    const json = { sql: copyDigest, read_mode: "cached" };
    const { json: answer, text } = await this.#client.call("POST", "/v1/query", { json });
    const isSame = JSON.stringify(answer["rows"]) === wanted;
    if (!isSame) console.log(`  HALF A TABLE: ${text.slice(0, 300)}, not ${wanted}`);
    return isSame;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await this.source.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #client(): ApiClient {
    return new ApiClient(this.#server.url, API_KEY);
  }

  #refresh(): Promise<Outcome> {
    const table = { schema_name: this.source.schema, table_name: "t" };
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
