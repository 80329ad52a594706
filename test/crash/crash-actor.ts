import { randomUUID } from "node:crypto";
import { type CrashClient, pause } from "./crash-client.ts";
import type { Random } from "./random.ts";
import {
  afterLoad,
  csvOf,
  isSameTable,
  type Load,
  LOAD_MODES,
  type LoadMode,
  type TableModel,
} from "./table-model.ts";
import type { Tally } from "./tally.ts";

/** A database with what its table must hold, and how many acknowledged operations made it so. */
interface KnownDatabase {
  readonly id: string;
  model: TableModel;
  unchecked: number;
}

const MAX_DATABASES = 4;
const KEYS = 400;
const LOAD_WAYS = ["data", "upload", "background"] as const;
/** Statuses after which a load may or may not have happened. */
const OPEN_STATUSES = new Set([409, 429, 499, 500, 503]);

export interface CrashActorParts {
  readonly client: CrashClient;
  readonly random: Random;
  readonly tally: Tally;
}

/** A client that changes its own databases, one operation after the other, and knows the outcome. */
export class CrashActor {
  readonly #parts: CrashActorParts;
  readonly #databases: KnownDatabase[] = [];
  #nextKey = 1;

  constructor(parts: CrashActorParts) {
    this.#parts = parts;
  }

  async run(operations: number): Promise<void> {
    await this.#create();
    for (let done = 0; done < operations; done += 1) await this.#operate();
  }

  /** Goes on until the moment, as `Date.now()` counts. */
  async runUntil(endAt: number): Promise<void> {
    await this.#create();
    while (Date.now() < endAt) await this.#operate();
  }

  /** Compares every database with what it must hold. */
  async check(): Promise<void> {
    for (const database of this.#databases) await this.#check(database);
  }

  async #operate(): Promise<void> {
    const { random } = this.#parts;
    const drawn = random.next();
    if (this.#databases.length === 0) await this.#create();
    else if (drawn < 0.1 && this.#databases.length < MAX_DATABASES) await this.#fork();
    else if (drawn < 0.16 && this.#databases.length > 1) await this.#delete();
    else await this.#load(random.pick(this.#databases));
  }

  async #create(): Promise<void> {
    const name = `crash-${randomUUID()}`;
    const schemas = [{ name: "main", tables: [{ name: "t", key: ["k"] }] }];
    const id = await this.#make("/v1/databases", { name, schemas }, name);
    if (id !== undefined) this.#databases.push({ id, model: new Map(), unchecked: 0 });
  }

  async #fork(): Promise<void> {
    const source = this.#parts.random.pick(this.#databases);
    const name = `crash-${randomUUID()}`;
    const id = await this.#make(`/v1/databases/${source.id}/fork`, { name }, name);
    if (id === undefined) return;
    this.#parts.tally.acknowledge("fork");
    const fork = { id, model: source.model, unchecked: 1 };
    this.#databases.push(fork);
    await this.#check(fork);
  }

  /** The id of what a call made; undefined when nothing was made. */
  async #make(path: string, body: unknown, name: string): Promise<string | undefined> {
    const { client, tally } = this.#parts;
    const answer = await client.call("POST", path, body).catch(() => undefined);
    if (answer?.status === 201) return String(answer.body["id"]);
    tally.unknown += 1;
    await pause(100);
    // Names are unique here, so that an unanswered creation can be looked up.
    const listed = await client.ask("GET", `/v1/databases?search=${name}`);
    const [found] = Array.isArray(listed.body["databases"]) ? listed.body["databases"] : [];
    return found === undefined ? undefined : String(found.id);
  }

  async #delete(): Promise<void> {
    const { client, random, tally } = this.#parts;
    const database = random.pick(this.#databases);
    await this.#check(database);
    const path = `/v1/databases/${database.id}`;
    const answer = await client.call("DELETE", path).catch(() => undefined);
    const isAcknowledged = answer?.status === 204;
    if (isAcknowledged) tally.acknowledge("delete database");
    else tally.unknown += 1;
    const { status } = await client.ask("GET", path);
    if (status === 404) {
      this.#databases.splice(this.#databases.indexOf(database), 1);
      if (isAcknowledged) tally.present += 1;
    } else if (isAcknowledged) {
      tally.report(`${database.id} was deleted and is still there`);
    }
  }

  async #load(database: KnownDatabase): Promise<void> {
    const { client, tally, random } = this.#parts;
    const load = this.#drawLoad(database.model);
    const after = afterLoad(database.model, load);
    const request = await this.#loadRequest(load).catch(() => undefined);
    if (request === undefined) return void (tally.unknown += 1);
    if (await this.#isAcknowledged(database, request)) return this.#done(database, after, load);
    tally.unknown += 1;
    if (random.next() < 0.5) {
      // Repeating under the same key must do it once, whether or not it was done before.
      const limit = Date.now() + 60_000;
      while (Date.now() < limit) {
        if (await this.#isAcknowledged(database, request)) return this.#done(database, after, load);
        await pause(50);
      }
      return tally.report(`a repeated load of ${database.id} was never answered`);
    }
    // A killed server is asked again only after its start, an engine's load may still be going on.
    const held = await this.#settled(client, database);
    if (isSameTable(held, after)) database.model = after;
    else if (!isSameTable(held, database.model)) {
      tally.report(`${load.mode} on ${database.id}: neither done nor undone`);
    }
  }

  /** The table once no load of it can still be under way. */
  async #settled(client: CrashClient, database: KnownDatabase): Promise<TableModel> {
    const path = "/v1/jobs?status=pending,running&limit=1000";
    for (;;) {
      const { body } = await client.ask("GET", path);
      if (Array.isArray(body["jobs"]) && body["jobs"].length === 0) break;
      await pause(50);
    }
    return client.readTable(database.id);
  }

  #done(database: KnownDatabase, after: TableModel, load: Load): void {
    database.model = after;
    database.unchecked += 1;
    this.#parts.tally.acknowledge(load.mode);
  }

  #drawLoad(model: TableModel): Load {
    const { random } = this.#parts;
    const mode: LoadMode = model.size === 0 ? "replace" : random.pick(LOAD_MODES);
    const count = 1 + random.below(mode === "replace" ? 200 : 30);
    const keys = new Set<number>();
    while (keys.size < count) {
      keys.add(mode === "append" ? KEYS + this.#nextKey++ : random.below(KEYS));
    }
    const value = randomUUID();
    return { mode, rows: [...keys].map((key) => [key, `${value}-${key}`]) };
  }

  async #loadRequest(load: Load): Promise<Record<string, unknown>> {
    const way = this.#parts.random.pick(LOAD_WAYS);
    const common = { mode: load.mode, idempotency_key: randomUUID() };
    if (way === "upload")
      return { ...common, upload_id: await this.#parts.client.upload(csvOf(load)) };
    return { ...common, data: csvOf(load), ...(way === "background" ? { async: true } : {}) };
  }

  async #isAcknowledged(
    database: KnownDatabase,
    request: Record<string, unknown>,
  ): Promise<boolean> {
    const { client, tally } = this.#parts;
    const path = `/v1/databases/${database.id}/schemas/main/tables/t/loads`;
    const answer = await client.call("POST", path, request).catch(() => undefined);
    if (answer === undefined) return false;
    if (answer.status === 200) return true;
    if (answer.status === 202) return this.#isJobDone(String(answer.body["id"]));
    if (!OPEN_STATUSES.has(answer.status)) {
      tally.report(`load: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return false;
  }

  /** A job that was accepted must end well, however often the server is killed. */
  async #isJobDone(jobId: string): Promise<boolean> {
    const { client, tally } = this.#parts;
    for (;;) {
      const { status, body } = await client.ask("GET", `/v1/jobs/${jobId}`);
      if (body["status"] === "succeeded") return true;
      if (status !== 200 || body["status"] === "failed") {
        tally.report(`job ${jobId}: ${status} ${JSON.stringify(body)}`);
        return false;
      }
      await pause(20);
    }
  }

  async #check(database: KnownDatabase): Promise<void> {
    const { client, tally } = this.#parts;
    const held = await client.readTable(database.id);
    if (isSameTable(held, database.model)) tally.present += database.unchecked;
    else
      tally.report(`${database.id} holds ${held.size} rows, not the ${database.model.size} known`);
    database.unchecked = 0;
  }
}
