import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { type OutsideSource, startOutsideSource } from "./outside-source.ts";

const USERS = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, region TEXT, points INTEGER);
  INSERT INTO users VALUES (1, 'ann', 'north', 10), (2, 'bob', 'south', 20), (3, NULL, 'north', NULL);
  CREATE TABLE numbers (i INTEGER, text TEXT);
  INSERT INTO numbers
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT i, 'row ' || i AS text FROM n;`;

/** Time for folders of a statement that has been answered to go. */
async function liveFolders({ app, connectionId }: OutsideSource): Promise<string[]> {
  for (let tries = 0; ; tries += 1) {
    const found = await readdir(join(app.dataDir, "staging", "live", connectionId));
    if (found.length === 0 || tries === 50) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function loadOrders(fixture: OutsideSource): Promise<void> {
  const databases = await fixture.app.call("GET", "/v1/databases");
  const { id } = databases.json.databases.find(({ name }: { name: string }) => name === "default");
  const path = `/v1/databases/${id}/schemas/main/tables/orders/loads`;
  const data = "user_id,amount\n1,5\n1,6\n2,7\n";
  const loaded = await fixture.app.call("POST", path, { json: { mode: "replace", data } });
  assert.equal(loaded.status, 200, loaded.text);
}

test("a live table is read as it is now, with the statement's columns and filters", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const sql = "SELECT name FROM shop.main.users WHERE id = 2";
  const [source] = await fixture.sources(sql);
  assert.equal(source.read_mode, "live");
  assert.equal(source.connection_id, fixture.connectionId);
  assert.deepEqual(
    [source.connection, source.schema, source.table, source.rows, source.synced_at],
    ["shop", "main", "users", 1, null],
  );
  assert.match(source.statement, /SELECT .*name.* FROM .*users.* WHERE .*id.* = \$1/s);
  assert.doesNotMatch(source.statement, /points|region/);
  assert.deepEqual(await fixture.rows(sql), [["bob"]]);
  await fixture.change("UPDATE users SET name = 'Bob' WHERE id = 2");
  assert.deepEqual(await fixture.rows(sql), [["Bob"]]);
  const bound = "SELECT name FROM shop.main.users WHERE id = $id";
  assert.deepEqual(await fixture.rows(bound, { parameters: { id: 2 } }), [["Bob"]]);
  const [used] = await fixture.sources(bound, { parameters: { id: 1 } });
  assert.equal(used.rows, 1);
});

test("live tables are joined with managed ones, and seen under their alias in a database", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  await loadOrders(fixture);
  const join =
    "SELECT u.name, sum(o.amount) FROM shop.main.users u JOIN main.orders o ON o.user_id = u.id " +
    "GROUP BY ALL ORDER BY 1";
  assert.deepEqual(await fixture.rows(join), [
    ["ann", 11],
    ["bob", 7],
  ]);
  const { json: database } = await fixture.app.call("POST", "/v1/databases", { json: {} });
  const attached = await fixture.app.call("POST", `/v1/databases/${database.id}/catalogs`, {
    json: { connection_id: fixture.connectionId, alias: "crm" },
  });
  assert.ok(attached.status < 300, attached.text);
  const scoped = { database_id: database.id };
  const sql = "SELECT count(*) FROM crm.main.users WHERE region = 'north'";
  assert.deepEqual(await fixture.rows(sql, scoped), [[2]]);
});

test("a table named twice is read once, with what both places need", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const sql =
    "SELECT a.name, b.name FROM shop.main.users a, SHOP.main.Users b WHERE a.id = 1 AND b.id = 2";
  assert.deepEqual(await fixture.rows(sql), [["ann", "bob"]]);
  const sources = await fixture.sources(sql);
  assert.deepEqual(
    sources.map(({ rows }) => rows),
    [2],
  );
});

test("as many rows come as LIMIT asks for, and one for each group of an aggregate", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const rowsOf = async (sql: string): Promise<number> => (await fixture.sources(sql))[0].rows;
  assert.equal(await rowsOf("SELECT text FROM shop.main.numbers LIMIT 7"), 7);
  assert.equal(await rowsOf("SELECT text FROM shop.main.numbers WHERE i > 5 LIMIT 7"), 7);
  assert.equal(await rowsOf("SELECT count(*) FROM shop.main.numbers WHERE i <= 500"), 1);
  assert.equal(await rowsOf("SELECT * FROM shop.main.users WHERE points IS NULL"), 1);
  assert.equal(await rowsOf("SELECT * FROM shop.main.users WHERE points IS NOT NULL LIMIT 1"), 1);
  assert.equal(await rowsOf("SELECT * FROM shop.main.users WHERE region <> 'north'"), 1);
  assert.equal(await rowsOf("SELECT * FROM shop.main.users WHERE id NOT IN (1, 2, 99)"), 1);
  assert.equal(await rowsOf("SELECT i FROM shop.main.numbers WHERE text LIKE 'row 77%7'"), 111);
  const either = "FROM shop.main.numbers WHERE (i < 3 OR text LIKE 'row 77%') AND i <> 2";
  assert.equal(await rowsOf(`SELECT i ${either}`), 112);
  assert.equal(await rowsOf(`SELECT i ${either} ORDER BY i DESC LIMIT 2`), 2);
  assert.equal(await rowsOf(`SELECT max(i) ${either}`), 1);
  const groups =
    "SELECT region AS r, count(points) AS n, sum(points) * 2, max(id) FROM shop.main.users " +
    "GROUP BY region HAVING count(*) > 0 ORDER BY n DESC, r LIMIT 5";
  assert.equal(await rowsOf(groups), 2);
  assert.deepEqual(await fixture.rows(groups), [
    ["north", 1, 20, 3],
    ["south", 1, 40, 2],
  ]);
  const { json } = await fixture.query("SELECT count(*), count(name) + 1 FROM shop.main.users");
  assert.deepEqual(json.columns, ["count_star()", '(count("name") + 1)']);
  assert.deepEqual(json.rows, [[3, 3]]);
});

test("the first rows in an order are chosen at the source, of each kind", async (t) => {
  for (const kind of ["duckdb", "sqlite"] as const) {
    const fixture = await startOutsideSource(t, { kind, schemaSql: USERS });
    const sql = "SELECT i, text FROM shop.main.numbers ORDER BY i DESC, text LIMIT 3 OFFSET 2";
    const expected = [19_998, 19_997, 19_996].map((i) => [i, `row ${i}`]);
    assert.deepEqual(await fixture.rows(sql), expected);
    const [source] = await fixture.sources(sql);
    assert.equal(source.rows, 5);
    assert.match(source.statement, /ORDER BY .*i.* DESC NULLS FIRST, .* LIMIT 5$/s);
    const explained = new Map(
      (await fixture.rows(`EXPLAIN ${sql}`)).map(([name, text]) => [name, text]),
    );
    assert.equal(
      explained.get("source shop.main.numbers"),
      "live, asks for columns i, text; the first 5 rows by i desc, text",
    );
    const last = "SELECT name FROM shop.main.users ORDER BY points DESC LIMIT 1";
    assert.deepEqual(await fixture.rows(last), [[null]]);
    const { json } = await fixture.query(last, { dialect: "duckdb" });
    assert.deepEqual(json.rows, [["bob"]]);
    const outer =
      "SELECT (SELECT name FROM shop.main.users ORDER BY n.i LIMIT 1) FROM shop.main.numbers n LIMIT 1";
    assert.equal((await fixture.sources(outer)).find(({ table }) => table === "users").rows, 3);
  }
});

test("many rows go through files, which go with the statement", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const sql = "SELECT count(*), sum(length(text)), min(text || i) FROM shop.main.numbers";
  assert.deepEqual(await fixture.rows(sql), [[20_000, 168_894, "row 1000010000"]]);
  const [source] = await fixture.sources(sql);
  assert.equal(source.rows, 20_000);
  assert.deepEqual(await liveFolders(fixture), []);
});

test("EXPLAIN tells how sources are read, and reads no rows; DESCRIBE knows the columns", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const sql = "SELECT name FROM shop.main.users WHERE id = 2 AND name > 'a' LIMIT 3";
  const explained = await fixture.rows(`EXPLAIN ${sql}`);
  const note = new Map(explained.map(([name, text]) => [name, text])).get("source shop.main.users");
  assert.equal(note, "live, asks for columns id, name; filters on id, name; at most 3 rows");
  assert.match(explained[0]?.[1], /FILTER/);
  assert.equal(await fixture.sources(`EXPLAIN ${sql}`), null);
  const analyzed = await fixture.rows(`EXPLAIN ANALYZE ${sql}`);
  const ran = new Map(analyzed.map(([name, text]) => [name, text])).get("source shop.main.users");
  assert.match(ran, /^live, 1 rows, \d+ bytes: SELECT /);
  const described = await fixture.rows("DESCRIBE shop.main.users");
  assert.deepEqual(
    described.map(([name]) => name),
    ["id", "name", "region", "points"],
  );
  assert.equal(await fixture.sources("DESCRIBE shop.main.users"), null);
});

test("what cannot be read live says what to do", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const wrong: readonly [string, RegExp][] = [
    [
      "SELECT * FROM shop.main.nothing",
      /table 'shop.main.nothing' not found; .*POST \/v1\/refresh/,
    ],
    ["SELECT * FROM shop.other.users", /table 'shop.other.users' not found; 'shop' has main.users/],
    ["SELECT * FROM shop.main.users AT (VERSION => 1)", /read live.*leave the AT clause out/],
    ["SELECT * FROM bm25_search('shop.main.users', 'name', 'ann', 3)", /bm25_search cannot search/],
    ["SELECT missing FROM shop.main.users", /missing/],
  ];
  for (const [sql, message] of wrong) {
    const answer = await fixture.query(sql);
    assert.equal(answer.status, 400, `${sql}: ${answer.text}`);
    assert.match(answer.json.error.message, message);
  }
  const answer = await fixture.query("SELECT 1", { read_mode: "stale" });
  assert.equal(answer.status, 400);
  assert.match(answer.json.error.message, /read_mode.*cached, live/);
});

test("more than HOTDATA_LIVE_READ_MB is refused, and leaves nothing behind", async (t) => {
  const config = { liveReadMb: 1 };
  const long = `${USERS} CREATE TABLE long AS SELECT i, md5('a' || i) || md5('b' || i) || md5('c' || i) || md5('d' || i) AS text FROM numbers;`;
  const fixture = await startOutsideSource(t, { schemaSql: long, config });
  const answer = await fixture.query("SELECT max(text) || 'x', avg(i) FROM shop.main.long");
  assert.equal(answer.status, 400, answer.text);
  assert.equal(answer.json.error.code, "SOURCE_UNREADABLE");
  assert.match(answer.json.error.message, /HOTDATA_LIVE_READ_MB.*"read_mode": "cached"/);
  assert.deepEqual(await liveFolders(fixture), []);
  assert.deepEqual(await fixture.rows("SELECT avg(i) FROM shop.main.long WHERE i < 4"), [[2]]);
});

test("rows of one statement are not seen by the next, also while both run", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: USERS });
  const read = async (id: number): Promise<void> => {
    const sql = `SELECT id, name FROM shop.main.users WHERE id = ${id}`;
    const [row] = await fixture.rows(sql);
    assert.equal(row?.[0], id);
  };
  await Promise.all(Array.from({ length: 30 }, (_, index) => read((index % 3) + 1)));
  const sql = "SELECT name FROM shop.main.users ORDER BY id";
  for (const name of ["a", "b", "c"]) {
    await fixture.change(`UPDATE users SET name = '${name}' WHERE id = 1`);
    assert.equal((await fixture.rows(sql))[0]?.[0], name);
  }
});
