import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../query/start-query-fixture.ts";
import { startOutsideSource } from "./outside-source.ts";

const SCHEMA = `
  CREATE TABLE users (id INTEGER, name VARCHAR);
  INSERT INTO users VALUES (1, 'ann'), (2, 'bob');
  CREATE TABLE other AS SELECT 5 AS five;`;

const NOTE = "source shop.main.users";

test("a query copies what it names first, and the next one reads that copy", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: SCHEMA, readMode: "cached" });
  const described = await fixture.rows("DESCRIBE shop.main.users");
  assert.deepEqual(
    described.map(([name]) => name),
    ["id", "name"],
  );
  const noteOf = async (): Promise<string> => {
    const explained = await fixture.rows("EXPLAIN SELECT name FROM shop.main.users WHERE id = 1");
    return new Map(explained.map(([name, text]) => [name, text])).get(NOTE);
  };
  assert.match(await noteOf(), /^cached, not copied yet/);
  const sql = "SELECT name FROM shop.main.users ORDER BY id";
  const [first] = await fixture.sources(sql);
  assert.equal(first.read_mode, "cached");
  assert.equal(first.statement, null);
  assert.equal(typeof first.duration_ms, "number");
  await fixture.change("UPDATE users SET name = 'Ann' WHERE id = 1");
  const [second] = await fixture.sources(sql);
  assert.equal(second.duration_ms, null);
  assert.equal(second.synced_at, first.synced_at);
  assert.match(await noteOf(), new RegExp(`^cached, copied ${first.synced_at}$`));
  assert.deepEqual(await fixture.rows(sql), [["ann"], ["bob"]]);
  assert.deepEqual(await fixture.rows(sql, { read_mode: "live" }), [["Ann"], ["bob"]]);
  const both = "SELECT u.name, five FROM shop.main.users u, shop.main.other WHERE id = 1";
  assert.deepEqual(await fixture.rows(both), [["ann", 5]]);
  const versions = "SELECT count(*) FROM shop.main.users AT (TIMESTAMP => now())";
  assert.equal((await fixture.query(versions, { read_mode: "live" })).status, 400);
});

test("a query that goes on in the background says that it has to copy first", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: SCHEMA, readMode: "cached" });
  const sql = "SELECT count(*) FROM shop.main.users, shop.main.other";
  const started = await fixture.query(sql, { async: true });
  assert.equal(started.status, 202, started.text);
  assert.equal(
    started.json.reason,
    "copying 2 tables of outside sources for the first time",
    started.text,
  );
  const run = await eventually("the run's end", async () => {
    const { json } = await fixture.app.call("GET", `/v1/query-runs/${started.json.query_run_id}`);
    return json.status === "running" ? undefined : json;
  });
  assert.equal(run.status, "succeeded", run.error_message);
  assert.deepEqual(
    run.sources.map(({ table }: { table: string }) => table),
    ["users", "other"],
  );
  const again = await fixture.query(sql, { async: true });
  assert.equal(again.status, 202);
  assert.equal(again.json.reason, null);
});

test("a source that is gone fails the query with its code, and the history has it", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: SCHEMA });
  await fixture.change("DROP TABLE other");
  const answer = await fixture.query("SELECT five FROM shop.main.other");
  assert.equal(answer.status, 400, answer.text);
  assert.equal(answer.json.error.code, "SOURCE_CHANGED");
  const { json } = await fixture.app.call("GET", "/v1/query-runs?limit=1");
  assert.equal(json.query_runs[0].error_code, "SOURCE_CHANGED");
});
