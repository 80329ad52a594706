import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { SourceError } from "../../../src/connectors/source-error.ts";
import { ApiError } from "../../../src/http/api-error.ts";
import type { SyncedTable } from "../../../src/connections/copies/sync-listener.ts";
import type { FakeTable } from "./fake-source.ts";
import { CONNECTION, NO_LIMIT, openTestCopies } from "./open-test-copies.ts";

function orders(...ids: number[]): FakeTable {
  return {
    columns: [
      ["id", "INTEGER"],
      ["item", "VARCHAR"],
    ],
    key: ["id"],
    rows: ids.map((id) => [id, `item ${id}`]),
  };
}

/** Resolves when it is asked to, and tells when it was reached. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return { reached, opened };
}

test("a table is copied once for all who ask, and stays until it is refreshed", async (t) => {
  const { copies, source, read, table, find } = await openTestCopies(t, {
    orders: orders(1, 2, 3),
  });
  assert.equal((await find("orders")).syncedAt, undefined);
  await Promise.all([1, 2, 3].map(() => copies.ensure(CONNECTION, table("orders"), NO_LIMIT)));
  await copies.ensure(CONNECTION, table("ORDERS"), NO_LIMIT);
  assert.equal(source.reads.length, 1);
  assert.deepEqual(await read("orders"), [
    [1, "item 1"],
    [2, "item 2"],
    [3, "item 3"],
  ]);
  assert.ok((await find("orders")).syncedAt);

  source.tables.set("orders", orders(3, 4));
  assert.equal((await read("orders")).length, 3);
  const outcome = await copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  assert.equal(outcome.rowsSynced, 2);
  assert.deepEqual(await read("orders"), [
    [3, "item 3"],
    [4, "item 4"],
  ]);
});

test("an empty table is copied as one; tables without columns, or with doubled names, are refused", async (t) => {
  const { copies, read, table, find } = await openTestCopies(t, {
    empty: orders(),
    bare: { columns: [], rows: [] },
    twice: {
      columns: [
        ["a", "INTEGER"],
        ["A", "INTEGER"],
      ],
      rows: [],
    },
  });
  await copies.ensure(CONNECTION, table("empty"), NO_LIMIT);
  assert.deepEqual(await read("empty"), []);
  assert.ok((await find("empty")).syncedAt);
  await assert.rejects(
    copies.ensure(CONNECTION, table("bare"), NO_LIMIT),
    (error) => error instanceof SourceError && /no columns/.test(error.message),
  );
  await assert.rejects(
    copies.ensure(CONNECTION, table("twice"), NO_LIMIT),
    (error) => error instanceof SourceError && /"a" and "A" differ in case/.test(error.message),
  );
});

test("a copy that fails half-way leaves the older one and no files", async (t) => {
  const { copies, source, read, table, folder } = await openTestCopies(t, { orders: orders(1) });
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  source.tables.set("orders", orders(1, 2, 3, 4, 5));
  source.beforeFile = (index) =>
    index < 2 ? Promise.resolve() : Promise.reject(new SourceError("refused", "no more"));
  await assert.rejects(copies.refresh(CONNECTION, table("orders"), NO_LIMIT), /no more/);
  assert.deepEqual(await read("orders"), [[1, "item 1"]]);
  assert.deepEqual(await readdir(folder("staging/.copies")), []);
  const staged = await readdir(folder("staging/conn1"), { recursive: true, withFileTypes: true });
  assert.deepEqual(
    staged.filter((entry) => entry.isFile()),
    [],
  );
});

test("what fails in passing is begun anew", async (t) => {
  const { copies, source, read, table } = await openTestCopies(t, { orders: orders(1, 2, 3) });
  let failures = 2;
  source.beforeFile = (index) =>
    index === 1 && failures-- > 0
      ? Promise.reject(new SourceError("unavailable", "connection lost"))
      : Promise.resolve();
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  assert.equal(source.reads.length, 3);
  assert.equal((await read("orders")).length, 3);
});

test("copying goes on while anybody waits, and stops when the last one leaves", async (t) => {
  const { copies, source, table, find } = await openTestCopies(t, { orders: orders(1, 2, 3) });
  const { reached, opened } = gate();
  let stopped: unknown;
  source.beforeFile = async (_index, signal) => {
    signal.addEventListener("abort", () => (stopped = signal.reason));
    reached.resolve();
    await opened.promise;
    signal.throwIfAborted();
  };
  const first = new AbortController();
  const second = new AbortController();
  const waits = [first, second].map(({ signal }) =>
    copies.ensure(CONNECTION, table("orders"), signal),
  );
  const ends = waits.map((wait) => assert.rejects(wait, /left/));
  await reached.promise;
  first.abort(new Error("left"));
  await ends[0];
  assert.equal(stopped, undefined);
  second.abort(new Error("left"));
  await ends[1];
  assert.ok(stopped);
  // Whoever comes now begins a copy of his own.
  source.beforeFile = () => Promise.resolve();
  const late = copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  opened.resolve();
  await late;
  assert.ok((await find("orders")).syncedAt);
});

test("a refresh has what was there when it was asked for, even while another one runs", async (t) => {
  const { copies, source, read, table } = await openTestCopies(t, { orders: orders(1) });
  const { reached, opened } = gate();
  source.beforeFile = async () => {
    reached.resolve();
    await opened.promise;
  };
  const early = copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  await reached.promise;
  source.tables.set("orders", orders(1, 2));
  const late = [1, 2, 3].map(() => copies.refresh(CONNECTION, table("orders"), NO_LIMIT));
  await assert.rejects(copies.purge(CONNECTION, table("orders")), isCode("CONFLICT"));
  await assert.rejects(copies.purge(CONNECTION, undefined), isCode("CONFLICT"));
  opened.resolve();
  await early;
  await Promise.all(late);
  assert.equal(source.reads.length, 2);
  assert.equal((await read("orders")).length, 2);
});

test("of each change of a copy somebody is told, and of nothing else", async (t) => {
  const { copies, source, listener, sourceTables, table, find } = await openTestCopies(t, {
    orders: { ...orders(1), key: [] },
  });
  const told: SyncedTable[] = [];
  listener.synced = (synced) => told.push(synced);
  const { workspaceId, id: connectionId } = CONNECTION;
  const orderTable = { workspaceId, connectionId, schema: "main", table: "orders" };
  await Promise.all([1, 2].map(() => copies.ensure(CONNECTION, table("ORDERS"), NO_LIMIT)));
  assert.deepEqual(told.splice(0), [orderTable]);
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(told, []);
  source.tables.set("orders", { ...orders(), key: [] });
  await copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(told.splice(0), [orderTable], "it has no rows any more");

  const follow = { refreshSeconds: undefined, cursorColumn: "id" };
  await sourceTables.setSync(CONNECTION.id, await find("orders"), follow);
  source.tables.set("orders", { ...orders(1, 2), key: [] });
  await copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(told.splice(0), [orderTable]);
  await copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  source.beforeFile = () => Promise.reject(new SourceError("refused", "no more"));
  source.tables.set("orders", { ...orders(3), key: [] });
  await assert.rejects(copies.refresh(CONNECTION, table("orders"), NO_LIMIT), /no more/);
  assert.deepEqual(told, []);
});

test("a table that changed is copied as it is now; another type is refused over a copy", async (t) => {
  const { copies, source, read, table, find } = await openTestCopies(t, { orders: orders(1) });
  source.tables.set("orders", {
    columns: [
      ["id", "VARCHAR"],
      ["more", "BIGINT"],
    ],
    rows: [["one", 5]],
  });
  // What was discovered is no longer true: the text is no number.
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(await read("orders"), [["one", 5]]);
  assert.deepEqual(
    (await find("orders")).columns.map(({ name }) => name),
    ["id", "more"],
  );

  source.tables.set("orders", { columns: [["more", "DATE"]], rows: [["2026-01-01"]] });
  await assert.rejects(
    copies.refresh(CONNECTION, table("orders"), NO_LIMIT),
    (error) => isCode("CONFLICT")(error) && /"more".*DATE.*BIGINT.*purge/.test(String(error)),
  );
  assert.deepEqual(await read("orders"), [["one", 5]]);
  // It is what it was again.
  source.tables.set("orders", { columns: [["more", "INTEGER"]], rows: [[6]] });
  await copies.refresh(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(await read("orders"), [[6]]);

  source.tables.set("orders", { columns: [["more", "DATE"]], rows: [["2026-01-01"]] });
  await assert.rejects(copies.refresh(CONNECTION, table("orders"), NO_LIMIT), isCode("CONFLICT"));
  await copies.purge(CONNECTION, table("orders"));
  assert.deepEqual(await read("orders"), []);
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  assert.deepEqual(await read("orders"), [["2026-01-01"]]);
});

test("names that differ in case only are not mixed up", async (t) => {
  const { copies, table, read } = await openTestCopies(t, { a: orders(1), A: orders(2) });
  await copies.ensure(CONNECTION, table("a"), NO_LIMIT);
  await assert.rejects(
    copies.ensure(CONNECTION, table("A"), NO_LIMIT),
    (error) => error instanceof SourceError && /case only/.test(error.message),
  );
  assert.deepEqual(await read("a"), [[1, "item 1"]]);
});

test("without room nothing is changed", async (t) => {
  const { copies, space, table, find } = await openTestCopies(t, { orders: orders(1, 2, 3) });
  space.admit = (_id, bytes) =>
    bytes === 0 ? Promise.resolve() : Promise.reject(new ApiError("QUOTA_EXCEEDED", "too much"));
  await assert.rejects(
    copies.ensure(CONNECTION, table("orders"), NO_LIMIT),
    isCode("QUOTA_EXCEEDED"),
  );
  assert.equal((await find("orders")).syncedAt, undefined);
});

test("copies of a deleted connection end, and their files go", async (t) => {
  const { copies, source, listener, table, folder } = await openTestCopies(t, {
    orders: orders(1, 2, 3),
  });
  await copies.ensure(CONNECTION, table("orders"), NO_LIMIT);
  let kept: readonly string[] = [];
  listener.ended = async () => {
    kept = await readdir(folder("databases"));
  };
  const { reached } = gate();
  source.beforeFile = (_index, signal) => {
    reached.resolve();
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  };
  const running = assert.rejects(
    copies.refresh(CONNECTION, table("orders"), NO_LIMIT),
    isCode("NOT_FOUND"),
  );
  await reached.promise;
  await copies.end(CONNECTION.id);
  await running;
  assert.deepEqual(kept, [CONNECTION.id], "who reads them is told before they go");
  assert.deepEqual(await readdir(folder("databases")), []);
});

function isCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof ApiError && error.code === code;
}
