import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cell, FakeTable } from "./fake-source.ts";
import { CONNECTION, NO_LIMIT, openTestCopies } from "./open-test-copies.ts";

function events(key: readonly string[], rows: readonly (readonly Cell[])[]): FakeTable {
  return {
    columns: [
      ["id", "INTEGER"],
      ["seq", "BIGINT"],
    ],
    key,
    rows,
  };
}

async function open(t: Parameters<typeof openTestCopies>[0], table: FakeTable) {
  const opened = await openTestCopies(t, { events: table });
  const { copies, sourceTables, find } = opened;
  const cursor = { cursorColumn: "seq", refreshSeconds: undefined };
  await sourceTables.setSync(CONNECTION.id, await find("events"), cursor);
  await copies.ensure(CONNECTION, opened.table("events"), NO_LIMIT);
  const refresh = () => copies.refresh(CONNECTION, opened.table("events"), NO_LIMIT);
  return { ...opened, refresh };
}

test("with a key, rows from the last value on take the place of older ones", async (t) => {
  const { source, read, find, refresh } = await open(
    t,
    events(
      ["id"],
      [
        [1, 10],
        [2, 20],
      ],
    ),
  );
  assert.equal((await find("events")).sync.cursorValue, "20");
  source.tables.set(
    "events",
    events(
      ["id"],
      [
        [1, 30],
        [2, 20],
        [3, 20],
      ],
    ),
  );
  const { rowsSynced, warnings } = await refresh();
  assert.deepEqual([rowsSynced, warnings], [3, []]);
  assert.deepEqual(source.reads.at(-1)?.from, { column: "seq", value: "20", isInclusive: true });
  assert.deepEqual(await read("events"), [
    [1, 30],
    [2, 20],
    [3, 20],
  ]);
  assert.equal((await find("events")).sync.cursorValue, "30");
});

test("without a key, rows after the last value are added", async (t) => {
  const { source, read, find, refresh } = await open(
    t,
    events(
      [],
      [
        [1, 10],
        [2, null],
      ],
    ),
  );
  source.tables.set(
    "events",
    events(
      [],
      [
        [1, 10],
        [2, null],
        [9, 10],
        [3, 11],
      ],
    ),
  );
  assert.equal((await refresh()).rowsSynced, 1);
  assert.equal((await refresh()).rowsSynced, 0);
  assert.deepEqual(await read("events"), [
    [1, 10],
    [2, null],
    [3, 11],
  ]);
  assert.equal((await find("events")).sync.cursorValue, "11");
});

test("other columns make a whole copy, and it says so", async (t) => {
  const { source, sourceTables, read, refresh } = await open(t, events([], [[1, 10]]));
  source.tables.set("events", { columns: [["seq", "BIGINT"]], rows: [[10], [5]] });
  await sourceTables.replaceDiscovered(CONNECTION.id, await source.discover());
  const { rowsSynced, warnings } = await refresh();
  assert.equal(rowsSynced, 2);
  assert.match(String(warnings), /read again: the table has other columns/);
  assert.deepEqual(await read("events"), [[5], [10]]);
});

test("rows that were published just before a crash are not added again", async (t) => {
  const {
    source,
    read,
    find,
    lake,
    metastore,
    open: openAgain,
    refresh,
  } = await open(t, events([], [[1, 10]]));
  const before = await find("events");
  source.tables.set(
    "events",
    events(
      [],
      [
        [1, 10],
        [2, 20],
      ],
    ),
  );
  await refresh();
  const [snapshot] = await lake.listSnapshots(CONNECTION.id, { before: undefined, limit: 1 });
  // As a crash between the commit and its record would leave it.
  await metastore
    .updateTable("connection_tables")
    .set({ cursor_value: "10", synced_at: before.syncedAt?.toISOString() ?? null })
    .execute();
  await metastore
    .insertInto("copy_commits")
    .values({
      connection_id: CONNECTION.id,
      schema_name: "main",
      table_name: "events",
      load_id: snapshot?.load?.loadId ?? "",
      synced_at: new Date().toISOString(),
      cursor_column: "seq",
      cursor_value: "20",
      revision: CONNECTION.revision,
    })
    .execute();
  const copies = openAgain();
  await copies.recover();
  assert.equal((await find("events")).sync.cursorValue, "20");
  await copies.refresh(CONNECTION, { schema: "main", table: "events" }, NO_LIMIT);
  assert.deepEqual(await read("events"), [
    [1, 10],
    [2, 20],
  ]);
});
