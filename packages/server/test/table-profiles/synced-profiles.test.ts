import assert from "node:assert/strict";
import { test } from "node:test";
import Fastify from "fastify";
import type { SyncedTable } from "../../src/connections/copies/sync-listener.ts";
import { SqlError } from "../../src/engine/engine.ts";
import { notFound } from "../../src/http/api-error.ts";
import { ProfilePace } from "../../src/table-profiles/profile-pace.ts";
import type { DescribedTable, NeededProfile } from "../../src/table-profiles/profile-service.ts";
import { SyncedProfiles } from "../../src/table-profiles/synced-profiles.ts";

const DESCRIBED: DescribedTable = { columns: [], profile: { rowCount: 0, columns: [] } };

/** What is not stopped never ends. */
const LIMIT = { timeout: 20_000 };

/** Profiles that are made when they are told to; `c1` is of the workspace `w1`, and so on. */
class MadeByHand {
  readonly #begun: string[] = [];
  readonly #open = new Map<string, PromiseWithResolvers<DescribedTable>>();
  readonly lines: string[] = [];
  readonly profiles = new SyncedProfiles({
    profiles: { make: (needed, signal) => this.#make(needed, signal) },
    // A clock that stands still: nothing takes any time, and nothing rests.
    pace: new ProfilePace(() => 0),
    log: Fastify({
      logger: { level: "debug", stream: { write: (line: string) => this.lines.push(line) } },
    }).log,
  });

  /** Tells of tables like `c1.orders`. */
  synced(...names: string[]): void {
    for (const name of names) this.profiles.synced(tableOf(name));
  }

  /** What has begun since it was asked last. */
  async begun(): Promise<string[]> {
    await settled();
    return this.#begun.splice(0);
  }

  end(name: string, error?: Error): void {
    const open = this.#open.get(name);
    assert.ok(open, `${name} is being profiled`);
    if (error === undefined) open.resolve(DESCRIBED);
    else open.reject(error);
  }

  async #make({ table, inTurn }: NeededProfile, signal: AbortSignal): Promise<DescribedTable> {
    const name = `${table.databaseId}.${table.table}`;
    const open = Promise.withResolvers<DescribedTable>();
    this.#open.set(name, open);
    // It takes a moment to stop.
    signal.addEventListener("abort", () => setImmediate(() => open.reject(signal.reason)));
    try {
      return await inTurn(signal, ({ isLow }) => {
        this.#begun.push(isLow ? name : `${name} before others`);
        return open.promise;
      });
    } finally {
      this.#open.delete(name);
    }
  }

  get openCount(): number {
    return this.#open.size;
  }
}

function tableOf(name: string): SyncedTable {
  const [connectionId = "", table = ""] = name.split(".");
  return { workspaceId: connectionId.replace("c", "w"), connectionId, schema: "main", table };
}

/** Lets go on what waits for nothing but promises. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

test("one table of a workspace is profiled at a time, of all workspaces two", async () => {
  const made = new MadeByHand();
  made.synced("c1.a", "c1.b", "c2.a", "c3.a");
  assert.deepEqual(await made.begun(), ["c1.a", "c2.a"]);
  made.end("c1.a");
  assert.deepEqual(await made.begun(), ["c3.a"]);
  made.end("c2.a");
  assert.deepEqual(await made.begun(), ["c1.b"]);
  made.end("c1.b");
  made.end("c3.a");
  assert.deepEqual(await made.begun(), []);
});

test("however often a table is synced meanwhile, it is profiled once more", async () => {
  const made = new MadeByHand();
  made.synced("c1.a");
  assert.deepEqual(await made.begun(), ["c1.a"]);
  made.synced("c1.a", "c1.a", "c1.a");
  made.end("c1.a");
  assert.deepEqual(await made.begun(), ["c1.a"]);
  made.end("c1.a");
  assert.deepEqual(await made.begun(), []);
  // One that waits has the newest rows when it begins.
  made.synced("c1.b", "c1.a", "c1.a");
  assert.deepEqual(await made.begun(), ["c1.b"]);
  made.synced("c1.a");
  made.end("c1.b");
  assert.deepEqual(await made.begun(), ["c1.a"]);
  made.end("c1.a");
  assert.deepEqual(await made.begun(), []);
});

test("a failure is logged without its message, and nothing else fails with it", async () => {
  const made = new MadeByHand();
  made.synced("c1.a", "c1.b");
  await made.begun();
  made.synced("c1.a");
  made.end("c1.a", new SqlError("cannot convert 'value of a row'"));
  assert.deepEqual(await made.begun(), ["c1.b"]);
  made.end("c1.b", notFound("Table 'main.b' not found."));
  assert.deepEqual(await made.begun(), ["c1.a"]);
  made.end("c1.a");
  await settled();
  const lines = made.lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ level, table, code }) => [level, table, code]),
    [
      [40, "a", "BAD_REQUEST"],
      [20, "b", "NOT_FOUND"],
    ],
  );
  assert.doesNotMatch(made.lines.join(), /value of a row/);
});

test("of a deleted connection nothing is profiled any more when that returns", LIMIT, async () => {
  const made = new MadeByHand();
  made.synced("c1.a", "c1.b", "c2.a");
  assert.deepEqual(await made.begun(), ["c1.a", "c2.a"]);
  await made.profiles.ended("c1");
  assert.equal(made.openCount, 1, "the one of the other connection");
  made.synced("c2.a");
  made.end("c2.a");
  assert.deepEqual(await made.begun(), ["c2.a"]);
  made.end("c2.a");
  await settled();
  assert.deepEqual(made.lines, []);
});

test("when it is closed nothing is profiled any more, nor begun", LIMIT, async () => {
  const made = new MadeByHand();
  made.synced("c1.a", "c1.b", "c2.a", "c3.a");
  await made.begun();
  await made.profiles.close();
  assert.equal(made.openCount, 0);
  made.synced("c4.a");
  assert.deepEqual(await made.begun(), []);
  assert.deepEqual(made.lines, []);
});
