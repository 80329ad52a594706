import assert from "node:assert/strict";
import { createSecretKey, randomBytes } from "node:crypto";
import { chmod, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { type TestApp, startTestApp } from "../start-test-app.ts";

const VALUE = "s3cret-välue-0123456789";

function store(app: TestApp, name: string, value = VALUE) {
  return app.call("POST", "/v1/secrets", { json: { name, value } });
}

function newKey() {
  return createSecretKey(randomBytes(32));
}

test("a secret is stored, looked up in any case, changed, listed and deleted; its value never shown", async (t) => {
  const app = await startTestApp(t);
  const created = await store(app, "Warehouse-Key_1");
  assert.equal(created.status, 201, created.text);
  assert.deepEqual(Object.keys(created.json).toSorted(), ["created_at", "id", "name"]);
  assert.match(created.json.id, /^secr[0-9a-z]{26}$/);
  assert.equal(created.json.name, "warehouse-key_1");
  const conflict = await store(app, "WAREHOUSE-key_1");
  assert.equal(conflict.status, 409);
  assert.equal(conflict.json.error.code, "CONFLICT");
  await store(app, "a");

  const got = await app.call("GET", "/v1/secrets/WAREHOUSE-KEY_1");
  assert.equal(got.status, 200, got.text);
  const { created_at, updated_at } = got.json;
  assert.deepEqual(got.json, { name: "warehouse-key_1", created_at, updated_at });
  const put = await app.call("PUT", "/v1/secrets/Warehouse-key_1", { json: { value: "other" } });
  assert.equal(put.status, 200, put.text);
  assert.ok(put.json.updated_at >= updated_at);
  const listed = await app.call("GET", "/v1/secrets");
  assert.deepEqual(
    listed.json.secrets.map(({ name }: { name: string }) => name),
    ["a", "warehouse-key_1"],
  );
  for (const { text } of [created, conflict, got, put, listed]) assert.ok(!text.includes(VALUE));
  assert.equal((await app.call("DELETE", "/v1/secrets/warehouse-KEY_1")).status, 204);
  assert.equal((await app.call("DELETE", "/v1/secrets/warehouse-key_1")).status, 404);
  assert.equal((await app.call("GET", "/v1/secrets/warehouse-key_1")).status, 404);
  const gone = await app.call("PUT", "/v1/secrets/warehouse-key_1", { json: { value: "x" } });
  assert.equal(gone.status, 404, "PUT makes nothing");
});

test("names and values that cannot be are refused by name, without the value", async (t) => {
  const app = await startTestApp(t);
  for (const name of ["", "a b", "ä", "a.b", "a/b", "x".repeat(129)]) {
    const answer = await store(app, name);
    assert.equal(answer.status, 400, name);
    assert.equal(answer.json.error.details.errors[0].field, "name");
  }
  for (const value of ["", "x".repeat(65_537), "ä".repeat(32_769), "\ud800lone"]) {
    const answer = await store(app, "a", value);
    assert.equal(answer.status, 400, value.slice(0, 9));
    assert.equal(answer.json.error.details.errors[0].field, "value");
    assert.ok(value === "" || !answer.text.includes(value.slice(0, 9)));
  }
  for (const value of [1, null, ["x"], { a: 1 }, undefined]) {
    assert.equal(
      (await app.call("POST", "/v1/secrets", { json: { name: "a", value } })).status,
      400,
    );
  }
  assert.equal((await store(app, "x".repeat(128), "ä".repeat(32_768))).status, 201);
  assert.equal((await app.call("GET", "/v1/secrets/a%20b")).status, 400);
});

test("secrets belong to a workspace and go with it", async (t) => {
  const app = await startTestApp(t);
  const create = async (name: string) =>
    (await app.call("POST", "/v1/workspaces", { json: { name } })).json.workspace.public_id;
  const in_ = (id: string) => ({ headers: { "x-workspace-id": id } });
  const [one, two] = [await create("one"), await create("two")];
  const json = { name: "shared", value: VALUE };
  assert.equal((await app.call("POST", "/v1/secrets", { json, ...in_(one) })).status, 201);
  assert.equal((await app.call("GET", "/v1/secrets/shared", in_(two))).status, 404);
  assert.equal((await app.call("DELETE", "/v1/secrets/shared", in_(two))).status, 404);
  assert.equal((await app.call("POST", "/v1/secrets", { json, ...in_(two) })).status, 201);
  assert.equal((await app.call("DELETE", `/v1/workspaces/${one}`)).status, 204);
  assert.equal((await app.call("GET", "/v1/secrets/shared", in_(two))).status, 200);
  await app.app.close();
  assert.equal(rowsOf(app).length, 1);
});

test("the key file is private; secrets outlive a restart, and the same value never looks the same", async (t) => {
  const app = await startTestApp(t);
  await store(app, "a");
  await store(app, "b");
  const path = join(app.dataDir, "secret.key");
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal(Buffer.from(await readFile(path, "utf8"), "base64").length, 32);
  const again = await app.restart();
  assert.equal((await again.call("GET", "/v1/secrets/a")).status, 200);
  await again.app.close();
  const [a, b] = rowsOf(app);
  assert.notDeepEqual(a?.sealed_value, b?.sealed_value);
  assert.notDeepEqual(a?.wrapped_key, b?.wrapped_key);
  for (const name of await readdir(app.dataDir, { recursive: true })) {
    const file = join(app.dataDir, name);
    if (!(await stat(file)).isFile()) continue;
    assert.ok(!(await readFile(file)).includes(VALUE), name);
  }
});

test("a value moved to another row, or changed, is not accepted", async (t) => {
  const app = await startTestApp(t);
  for (const name of ["a", "b", "c"]) await store(app, name, `value of ${name}`);
  await app.app.close();
  const file = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  file.exec(`UPDATE secrets SET (wrapped_key, sealed_value) =
      (SELECT wrapped_key, sealed_value FROM secrets WHERE name = 'b') WHERE name = 'a'`);
  const row = file.prepare("SELECT sealed_value FROM secrets WHERE name = 'c'").get();
  const changed = Uint8Array.from(row?.["sealed_value"] as Uint8Array);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  file.prepare("UPDATE secrets SET sealed_value = ? WHERE name = 'c'").run(changed);
  file.close();
  const again = await app.restart();
  for (const name of ["a", "c"]) {
    const answer = await again.call("GET", `/v1/secrets/${name}`);
    assert.equal(answer.status, 503, answer.text);
    assert.equal(answer.json.error.code, "SERVICE_UNAVAILABLE");
    await again.call("PUT", `/v1/secrets/${name}`, { json: { value: "new" } });
    assert.equal((await again.call("GET", `/v1/secrets/${name}`)).status, 200);
  }
  assert.equal((await again.call("GET", "/v1/secrets/b")).status, 200);
});

test("with another key the server starts, and what needs the key answers 503 naming the setting", async (t) => {
  const right = newKey();
  const app = await startTestApp(t, { secretKey: right });
  await store(app, "a");
  assert.ok(!(await readdir(app.dataDir)).includes("secret.key"));
  const wrong = await app.restart({ secretKey: newKey() });
  assert.equal((await wrong.call("GET", "/v1/secrets")).status, 200);
  const refused = [
    await wrong.call("GET", "/v1/secrets/a"),
    await wrong.call("PUT", "/v1/secrets/a", { json: { value: "x" } }),
    await store(wrong, "b"),
  ];
  for (const answer of refused) {
    assert.equal(answer.status, 503, answer.text);
    assert.equal(answer.json.error.code, "SERVICE_UNAVAILABLE");
    assert.match(answer.json.error.message, /HOTDATA_SECRET_KEY/);
    assert.ok(answer.headers.get("retry-after"));
  }
  const without = await wrong.restart({ secretKey: undefined });
  const answer = await without.call("GET", "/v1/secrets/a");
  assert.match(answer.json.error.message, /secret\.key .* is missing/);
  assert.ok(!(await readdir(app.dataDir)).includes("secret.key"), "no new key over stored secrets");
  const again = await without.restart({ secretKey: right });
  assert.equal((await again.call("GET", "/v1/secrets/a")).status, 200);
  await again.call("DELETE", "/v1/secrets/a");
  const other = await again.restart({ secretKey: newKey() });
  assert.equal((await store(other, "b")).status, 201, "nothing stored: any key will do");
});

test("a lost key file is missed, and serves again when it is back", async (t) => {
  const app = await startTestApp(t);
  await store(app, "a");
  const path = join(app.dataDir, "secret.key");
  await rename(path, `${path}.away`);
  const without = await app.restart();
  assert.equal((await without.call("GET", "/v1/secrets/a")).status, 503);
  await rename(`${path}.away`, path);
  const again = await without.restart();
  assert.equal((await again.call("GET", "/v1/secrets/a")).status, 200);
});

test("a key file that others may read, or that is no key, keeps the server from starting", async (t) => {
  const app = await startTestApp(t);
  const path = join(app.dataDir, "secret.key");
  await chmod(path, 0o640);
  await assert.rejects(app.restart(), /other users .*chmod 600 .*secret\.key/);
  await chmod(path, 0o600);
  await writeFile(path, randomBytes(16).toString("base64"));
  await assert.rejects(app.restart(), /does not hold a key of 32 bytes/);
  await rm(path);
  assert.equal((await store(await app.restart(), "a")).status, 201);
});

interface SecretRow {
  readonly wrapped_key: Uint8Array;
  readonly sealed_value: Uint8Array;
}

function rowsOf({ dataDir }: TestApp): readonly SecretRow[] {
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"), { readOnly: true });
  try {
    const rows = file.prepare("SELECT wrapped_key, sealed_value FROM secrets ORDER BY name").all();
    return rows.map((row) => ({
      wrapped_key: row["wrapped_key"] as Uint8Array,
      sealed_value: row["sealed_value"] as Uint8Array,
    }));
  } finally {
    file.close();
  }
}
