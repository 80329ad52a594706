import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

/** What has to be set, and under which names the secrets go, by kind of source. */
const FACTS: Readonly<Record<string, readonly [required: string[], secrets: string[]]>> = {
  postgres: [["host", "port", "user", "database"], ["password"]],
  mysql: [["host", "port", "user", "database"], ["password"]],
  snowflake: [
    ["account", "user", "warehouse", "database"],
    ["password", "credentials_json"],
  ],
  motherduck: [["database"], ["token"]],
  duckdb: [["path"], []],
  iceberg: [
    ["catalog_type", "warehouse"],
    ["bearer_token", "credentials_json"],
  ],
  bigquery: [["project_id"], ["credentials_json"]],
  ducklake: [["catalog_url"], ["credentials_json"]],
  managed: [[], []],
};

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

test("every kind of source is listed and described", async (t) => {
  const app = await startTestApp(t);
  const listed = await app.call("GET", "/v1/connection-types");
  assert.equal(listed.status, 200, listed.text);
  const names = listed.json.connection_types.map(({ name }: { name: string }) => name);
  assert.deepEqual(names.toSorted(), Object.keys(FACTS).toSorted());
  for (const summary of listed.json.connection_types) {
    const { status, json: detail } = await app.call("GET", `/v1/connection-types/${summary.name}`);
    assert.equal(status, 200);
    const { config_schema: config, auth, ...rest } = detail;
    assert.deepEqual(rest, summary);
    const [required = [], secrets = []] = FACTS[summary.name] ?? [];
    assert.deepEqual(config?.required ?? [], required);
    const variants: readonly Schema[] = auth === null ? [] : (auth.oneOf ?? [auth]);
    assert.deepEqual(
      variants.flatMap(({ properties = {} }) => Object.keys(properties)),
      secrets,
    );
    if (config !== null) checkForm(config);
    for (const variant of variants) checkForm(variant, (field) => field.format === "password");
  }
});

/** What a form has to know of every field, also of those inside a choice. */
function checkForm(schema: Schema, accepts = (field: Schema) => field.format === undefined): void {
  assert.equal(schema.type, "object");
  for (const name of schema.required ?? []) assert.ok(schema.properties?.[name], name);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (field.const !== undefined) continue;
    assert.ok(field.title, name);
    assert.ok(accepts(field), name);
    for (const variant of field.oneOf ?? []) {
      assert.ok(variant.title, name);
      checkForm(variant, accepts);
    }
  }
}

test("it is said which kinds this server can have", async (t) => {
  const app = await startTestApp(t);
  const { connection_types: types } = (await app.call("GET", "/v1/connection-types")).json;
  for (const { name, available, note } of types) {
    assert.equal(available, name === "managed", name);
    assert.ok(note.length > 10);
    const json = { name: "x", source_type: name, config: everySetting(name) };
    const made = await app.call("POST", "/v1/connections", { json });
    assert.equal(made.status, name === "managed" ? 400 : 501, made.text);
  }
});

function everySetting(name: string): object {
  return Object.fromEntries((FACTS[name]?.[0] ?? []).map((field) => [field, "1"]));
}

test("an unknown kind is not found; a key is needed", async (t) => {
  const app = await startTestApp(t);
  const unknown = await app.call("GET", "/v1/connection-types/oracle");
  assert.equal(unknown.status, 404);
  assert.match(unknown.json.error.message, /GET \/v1\/connection-types/);
  const headers = { authorization: "" };
  assert.equal((await app.call("GET", "/v1/connection-types", { headers })).status, 401);
});
