import assert from "node:assert/strict";
import { test } from "node:test";
import { CONNECTOR_TYPES } from "../../src/connectors/connector-types.ts";
import { startTestApp } from "../start-test-app.ts";

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

test("every kind of source is listed and described, and each can be had", async (t) => {
  const app = await startTestApp(t);
  const listed = await app.call("GET", "/v1/connection-types");
  assert.equal(listed.status, 200, listed.text);
  const names = listed.json.connection_types.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ["managed", ...CONNECTOR_TYPES.map(({ name }) => name)]);
  assert.deepEqual(names, [...new Set(names)]);
  for (const summary of listed.json.connection_types) {
    assert.equal(summary.available, true);
    assert.ok(summary.note.length > 10);
    const { status, json: detail } = await app.call("GET", `/v1/connection-types/${summary.name}`);
    assert.equal(status, 200);
    const { config_schema: config, auth, ...rest } = detail;
    assert.deepEqual(rest, summary);
    const variants: readonly Schema[] = auth === null ? [] : (auth.oneOf ?? [auth]);
    if (config !== null) checkForm(config);
    for (const variant of variants) checkForm(variant, (field) => field.format === "password");
    const secrets = new Set(variants.flatMap(({ properties = {} }) => Object.keys(properties)));
    const known = CONNECTOR_TYPES.find(({ name }) => name === summary.name)?.secretFields ?? [];
    // What a form hides while it is typed is what is taken out and kept as a secret.
    assert.deepEqual([...secrets].toSorted(), known.toSorted(), summary.name);
  }
});

test("what a kind of source must be told is asked for by name", async (t) => {
  const app = await startTestApp(t);
  for (const { name, config } of CONNECTOR_TYPES) {
    const json = { name: "x", source_type: name, config: {} };
    const refused = await app.call("POST", "/v1/connections", { json });
    assert.equal(refused.status, 400, refused.text);
    const [{ field }] = refused.json.error.details.errors;
    assert.ok(config.required.includes(field.replace("config.", "")), `${name}: ${field}`);
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

test("an unknown kind is not found; a key is needed", async (t) => {
  const app = await startTestApp(t);
  const unknown = await app.call("GET", "/v1/connection-types/oracle");
  assert.equal(unknown.status, 404);
  assert.match(unknown.json.error.message, /GET \/v1\/connection-types/);
  const headers = { authorization: "" };
  assert.equal((await app.call("GET", "/v1/connection-types", { headers })).status, 401);
});
