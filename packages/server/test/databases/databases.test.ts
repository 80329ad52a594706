import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Json, type TestApp, startTestApp } from "../start-test-app.ts";

async function create({ call }: TestApp, json: object): Promise<Json> {
  const answer = await call("POST", "/v1/databases", { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

function names(databases: readonly { readonly name: string }[]): string[] {
  return databases.map(({ name }) => name);
}

test("a database is created from nothing, shown, and deleted with its files", async (t) => {
  const app = await startTestApp(t);
  const created = await create(app, {});
  assert.match(created.id, /^dbid[0-9a-z]{26}$/);
  assert.match(created.default_connection_id, /^conn[0-9a-z]{26}$/);
  assert.equal(created.default_catalog, "default");
  assert.equal(created.default_schema, "main");
  assert.equal(created.expires_at, null);
  const shown = await app.call("GET", `/v1/databases/${created.id}`);
  assert.equal(shown.status, 200);
  assert.deepEqual(shown.json.attachments, []);
  assert.match(shown.json.created_at, /^\d{4}-.*Z$/);
  assert.ok((await readdir(join(app.dataDir, "databases"))).includes(created.id));

  assert.equal((await app.call("DELETE", `/v1/databases/${created.id}`)).status, 204);
  assert.equal((await app.call("DELETE", `/v1/databases/${created.id}`)).status, 404);
  const gone = await app.call("GET", `/v1/databases/${created.id}`);
  assert.equal(gone.status, 404);
  assert.equal(gone.json.error.code, "NOT_FOUND");
  assert.ok(!(await readdir(join(app.dataDir, "databases"))).includes(created.id));
});

test("an id of any shape, a name included, is a 404", async (t) => {
  const app = await startTestApp(t);
  await create(app, { name: "sales" });
  for (const id of ["sales", "dbid_nothing", "a%20b", "%27%3B--", "x".repeat(300)]) {
    assert.equal((await app.call("GET", `/v1/databases/${id}`)).status, 404, id);
  }
});

test("name and description are synonyms; nulls count as absent", async (t) => {
  const app = await startTestApp(t);
  const described = await create(app, { description: "old word" });
  assert.equal(described.name, "old word");
  assert.equal(described.description, "old word");
  const both = await create(app, { name: "new", description: "old" });
  assert.equal(both.name, "new");
  const nulls = { name: null, default_catalog: null, schemas: null, expires_at: null };
  assert.equal((await create(app, nulls)).name, null);
});

test("the default schema: given, else the only declared one, else main", async (t) => {
  const app = await startTestApp(t);
  const schemaOf = async (json: object) => (await create(app, json)).default_schema;
  assert.equal(await schemaOf({ schemas: [{ name: "Public" }] }), "public");
  assert.equal(await schemaOf({ schemas: [{ name: "a" }, { name: "b" }] }), "main");
  assert.equal(await schemaOf({ schemas: [{ name: "a" }], default_schema: "b" }), "b");
  assert.equal(await schemaOf({}), "main");
});

test("names that cannot be are refused with the field", async (t) => {
  const app = await startTestApp(t);
  const refusals: readonly (readonly [object, string])[] = [
    [{ default_catalog: "information_schema" }, "default_catalog"],
    [{ default_catalog: "1st" }, "default_catalog"],
    [{ default_catalog: "a-b" }, "default_catalog"],
    [{ schemas: [{ name: "a b" }] }, "schemas.0.name"],
    [{ schemas: [{ name: "a", tables: [{ name: "x".repeat(129) }] }] }, "schemas.0.tables.0.name"],
    [{ schemas: [{ name: "a" }, { name: "A" }] }, "schemas.name"],
    [{ schemas: [{ name: "a", tables: [{ name: "t" }, { name: "T" }] }] }, "schemas.0.tables.name"],
    [{ schemas: "a" }, "schemas"],
    [{ name: 7 }, "name"],
    [{ expires_at: "soon" }, "expires_at"],
    [{ expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    [{ expires_at: "2030-01-01T00:00:00" }, "expires_at"],
    [{ expires_at: "0h" }, "expires_at"],
  ];
  for (const [json, field] of refusals) {
    const answer = await app.call("POST", "/v1/databases", { json });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field);
  }
  const databases = (await app.call("GET", "/v1/databases")).json.databases;
  assert.deepEqual(names(databases), ["default"]);
});

test("expiry is a time or a span; an expired database is gone", async (t) => {
  const app = await startTestApp(t);
  const inAnHour = await create(app, { expires_at: "60m" });
  const distance = Date.parse(inAnHour.expires_at) - Date.now();
  assert.ok(Math.abs(distance - 3_600_000) < 10_000);
  const zoned = await create(app, { expires_at: "2090-01-01T02:00:00+02:00" });
  assert.equal(zoned.expires_at, "2090-01-01T00:00:00.000Z");

  const expires_at = new Date(Date.now() + 400).toISOString();
  const short = await create(app, { name: "short", expires_at });
  assert.equal((await app.call("GET", `/v1/databases/${short.id}`)).status, 200);
  await delay(450);
  assert.equal((await app.call("GET", `/v1/databases/${short.id}`)).status, 404);
  const byConnection = `/v1/information_schema?connection_id=${short.default_connection_id}`;
  assert.equal((await app.call("GET", byConnection)).status, 404);
  const { json } = await app.call("GET", "/v1/databases?search=short");
  assert.equal(json.count, 0);
});

test("the list: newest first, pages, search in any case, count, clamped limits", async (t) => {
  const app = await startTestApp(t);
  for (const name of ["Äpfel 100%", "pears", "ÄPFEL_2"]) await create(app, { name });
  const all = (await app.call("GET", "/v1/databases")).json;
  assert.deepEqual(names(all.databases), ["ÄPFEL_2", "pears", "Äpfel 100%", "default"]);
  assert.equal(all.limit, 1000);
  assert.equal(all.has_more, false);

  const first = (await app.call("GET", "/v1/databases?limit=3")).json;
  assert.deepEqual([first.count, first.limit, first.has_more], [3, 3, true]);
  await create(app, { name: "made between the pages" });
  const rest = (await app.call("GET", `/v1/databases?limit=3&cursor=${first.next_cursor}`)).json;
  assert.deepEqual(names(rest.databases), ["default"]);
  assert.equal(rest.next_cursor, null);

  const search = async (text: string) => {
    const query = `search=${encodeURIComponent(text)}`;
    const { databases } = (await app.call("GET", `/v1/databases?${query}`)).json;
    const { total } = (await app.call("GET", `/v1/databases/count?${query}`)).json;
    assert.equal(total, databases.length);
    return names(databases);
  };
  assert.deepEqual(await search("äpfel"), ["ÄPFEL_2", "Äpfel 100%"]);
  assert.deepEqual(await search("0%"), ["Äpfel 100%"]);
  assert.deepEqual(await search("_"), ["ÄPFEL_2"]);
  assert.equal((await app.call("GET", "/v1/databases/count")).json.total, 5);

  assert.equal((await app.call("GET", "/v1/databases?limit=0")).json.limit, 1);
  assert.equal((await app.call("GET", "/v1/databases?limit=500")).json.limit, 100);
  assert.equal((await app.call("GET", "/v1/databases?batch=none")).json.count, 0);
  assert.equal((await app.call("GET", "/v1/databases/count?batch=none")).json.total, 0);
  for (const query of ["limit=x", "cursor=nonsense", "cursor=WyJhIl0"]) {
    const answer = await app.call("GET", `/v1/databases?${query}`);
    assert.equal(answer.status, 400);
    assert.equal(answer.json.error.details.errors[0].field, query.split("=")[0]);
  }
});

test("databases are still there after a restart", async (t) => {
  const first = await startTestApp(t);
  const created = await create(first, { name: "kept", schemas: [{ name: "s" }] });
  const second = await first.restart();
  const shown = await second.call("GET", `/v1/databases/${created.id}`);
  assert.equal(shown.json.default_schema, "s");
  assert.equal(second.app.workspaceId, first.app.workspaceId);
});
