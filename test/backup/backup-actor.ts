import { createHash, randomUUID } from "node:crypto";
import { type Answer, type CrashClient, pause } from "../crash/crash-client.ts";
import type { Random } from "../crash/random.ts";
import { afterLoad, csvOf, LOAD_MODES, type Load, type TableModel } from "../crash/table-model.ts";
import { type World, WorldHistory } from "./world.ts";

const MAX_DATABASES = 5;
const KEYS = 400;
const LOAD_WAYS = ["data", "upload", "background"] as const;
/** The second is too large for the metastore and becomes a file. */
const RESULTS = [
  "SELECT k, v FROM t ORDER BY k",
  "SELECT i, md5(i::VARCHAR) AS text, (SELECT count(*) FROM t) AS n FROM range(5000) AS r(i)",
];

interface NewDatabase {
  readonly name: string;
  readonly schemas?: unknown;
}

/** A client that changes its own databases and records what they hold after each change. */
export class BackupActor {
  readonly history = new WorldHistory();
  readonly #client: CrashClient;
  readonly #random: Random;
  readonly #ids = new Map<string, string>();
  #isStopped = false;
  #nextKey = 1;

  constructor(client: CrashClient, random: Random) {
    this.#client = client;
    this.#random = random;
  }

  async run(): Promise<void> {
    while (!this.#isStopped) await this.#operate();
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #operate(): Promise<void> {
    const names = [...this.history.current.keys()];
    const drawn = this.#random.next();
    if (names.length === 0 || (drawn < 0.08 && names.length < MAX_DATABASES)) {
      return this.#create();
    }
    const name = this.#random.pick(names);
    if (drawn < 0.16 && names.length < MAX_DATABASES) return this.#fork(name);
    if (drawn < 0.22 && names.length > 1) return this.#delete(name);
    if (drawn < 0.4) return this.#query(name);
    return this.#load(name);
  }

  async #create(): Promise<void> {
    const name = `backup-${randomUUID()}`;
    const schemas = [{ name: "main", tables: [{ name: "t", key: ["k"] }] }];
    await this.#make("/v1/databases", { name, schemas }, new Map());
  }

  async #fork(source: string): Promise<void> {
    const name = `backup-${randomUUID()}`;
    await this.#make(`/v1/databases/${this.#idOf(source)}/fork`, { name }, this.#modelOf(source));
  }

  async #make(path: string, body: NewDatabase, model: TableModel): Promise<void> {
    this.history.begin();
    const made = await this.#expect(201, "POST", path, body);
    this.#ids.set(body.name, String(made.body["id"]));
    this.history.acknowledge(new Map(this.history.current).set(body.name, model));
  }

  async #delete(name: string): Promise<void> {
    this.history.begin();
    await this.#expect(204, "DELETE", `/v1/databases/${this.#idOf(name)}`);
    const left = new Map(this.history.current);
    left.delete(name);
    this.history.acknowledge(left);
  }

  async #query(name: string): Promise<void> {
    const body = { sql: this.#random.pick(RESULTS), database_id: this.#idOf(name) };
    if (this.#modelOf(name).size === 0) return;
    const { body: answer } = await this.#expect(200, "POST", "/v1/query", body);
    const id = String(answer["result_id"]);
    const after = this.history.done;
    const sha256 = await resultBytes(this.#client, id);
    this.history.results.push({ id, database: name, after, sha256 });
  }

  async #load(name: string): Promise<void> {
    const model = this.#modelOf(name);
    const load = this.#drawLoad(model);
    const way = this.#random.pick(LOAD_WAYS);
    const source =
      way === "upload"
        ? { upload_id: await this.#client.upload(csvOf(load)) }
        : { data: csvOf(load), ...(way === "background" ? { async: true } : {}) };
    const path = `/v1/databases/${this.#idOf(name)}/schemas/main/tables/t/loads`;
    const request = { mode: load.mode, idempotency_key: randomUUID(), ...source };
    this.history.begin();
    const status = way === "background" ? 202 : 200;
    const { body } = await this.#expect(status, "POST", path, request);
    if (way === "background") await this.#isJobDone(String(body["id"]));
    const world: World = new Map(this.history.current).set(name, afterLoad(model, load));
    this.history.acknowledge(world, load.rows.length);
  }

  async #isJobDone(jobId: string): Promise<void> {
    for (;;) {
      const { body } = await this.#expect(200, "GET", `/v1/jobs/${jobId}`);
      if (body["status"] === "succeeded") return;
      if (body["status"] === "failed") throw new Error(`job ${jobId}: ${JSON.stringify(body)}`);
      await pause(20);
    }
  }

  #drawLoad(model: TableModel): Load {
    const mode = model.size === 0 ? "replace" : this.#random.pick(LOAD_MODES);
    const count = 1 + this.#random.below(mode === "replace" ? 200 : 30);
    const keys = new Set<number>();
    while (keys.size < count) {
      keys.add(mode === "append" ? KEYS + this.#nextKey++ : this.#random.below(KEYS));
    }
    const value = randomUUID();
    return { mode, rows: [...keys].map((key) => [key, `${value}-${key}`]) };
  }

  /** Nothing may fail while a backup is taken. */
  async #expect(status: number, method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.#client.call(method, path, body);
    if (answer.status === status) return answer;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  #idOf(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`there is no database ${name}`);
    return id;
  }

  #modelOf(name: string): TableModel {
    return this.history.current.get(name) ?? new Map();
  }
}

/** What a result's rows hash to, as JSON. */
export async function resultBytes(client: CrashClient, id: string): Promise<string> {
  const { status, body } = await client.call("GET", `/v1/results/${id}?limit=10000`);
  if (status !== 200) throw new Error(`result ${id}: ${status} ${JSON.stringify(body)}`);
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}
