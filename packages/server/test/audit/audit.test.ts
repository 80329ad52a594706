import assert from "node:assert/strict";
import { test } from "node:test";
import { openAudit } from "../../src/audit/open-audit.ts";
import { runKeyCommand } from "../../src/keys/command/run-key-command.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { type CallAs, callAs } from "../keys/call-as.ts";
import { type Json, startTestApp } from "../start-test-app.ts";

const VALUE = "value-that-nobody-may-see";

async function eventsOf(call: CallAs, query = "", headers = {}): Promise<Json[]> {
  const answer = await call("GET", `/v1/audit-events${query}`, { headers });
  assert.equal(answer.status, 200, answer.text);
  assert.ok(!answer.text.includes(VALUE));
  return answer.json.audit_events;
}

/** What happened, oldest first, without what differs from run to run. */
const summaries = (events: Json[]) =>
  events
    .toReversed()
    .map(({ actor, operation, outcome, target }) => ({ actor, operation, outcome, target }));

test("changes of secrets, tokens, workspaces and deletions are written down; the rest is not", async (t) => {
  const { call, app } = await startTestApp(t);
  await call("POST", "/v1/secrets", { json: { name: "A", value: VALUE } });
  await call("POST", "/v1/secrets", { json: { name: "a", value: VALUE } });
  await call("PUT", "/v1/secrets/a", { json: { value: VALUE } });
  await call("GET", "/v1/secrets/a");
  const deleted = await call("DELETE", "/v1/secrets/a", { headers: { "x-request-id": "mine" } });
  assert.equal(deleted.status, 204);
  await call("DELETE", "/v1/secrets/a");
  const database = (await call("POST", "/v1/databases", { json: {} })).json.id;
  await call("DELETE", `/v1/databases/${database}`);
  const created = await call("POST", "/v1/workspaces", { json: { name: "w" } });
  const { public_id } = created.json.workspace;
  const done = (operation: string, target: object) => ({
    actor: "key",
    operation,
    outcome: "succeeded",
    target,
  });
  const events = await eventsOf(call, "", { "x-workspace-id": app.workspaceId });
  assert.deepEqual(summaries(events), [
    done("create_secret", { name: "a" }),
    done("update_secret", { name: "a" }),
    done("delete_secret", { name: "a" }),
    done("delete_database", { database_id: database }),
    done("create_workspace", { public_id }),
  ]);
  const [ofWorkspace, ofDatabase, ofSecret] = events;
  assert.equal(ofWorkspace.workspace_id, null);
  assert.equal(ofDatabase.workspace_id, app.workspaceId);
  assert.match(ofDatabase.key_id, /^akey/);
  assert.equal(ofSecret.request_id, "mine");
  assert.ok(Date.now() - Date.parse(ofSecret.created_at) < 60_000);
});

test("keys that are made and revoked are written down by their ids", async (t) => {
  const { call } = await startTestApp(t);
  const made = await call("POST", "/v1/api-keys", { json: { name: "ci" } });
  assert.equal(made.status, 201, made.text);
  const { id, key } = made.json;
  assert.equal((await call("DELETE", `/v1/api-keys/${id}`)).status, 204);
  const answer = await call("GET", "/v1/audit-events");
  const [revoked, created] = answer.json.audit_events;
  assert.deepEqual([revoked.operation, revoked.target], ["revoke_api_key", { key_id: id }]);
  assert.deepEqual([created.operation, created.target], ["create_api_key", { key_id: id }]);
  assert.ok(!answer.text.includes(key));
});

test("what the operator's key command does is written down without a key", async (t) => {
  const { call, dataDir } = await startTestApp(t);
  const created = await runKeyCommand(["create", "--name", "ci"], dataDir);
  const id = /akey\w+/.exec(created)?.[0] ?? "";
  await runKeyCommand(["revoke", id], dataDir);
  const events = await eventsOf(call);
  const done = (operation: string) => {
    return { actor: "command", operation, outcome: "succeeded", target: { key_id: id } };
  };
  assert.deepEqual(summaries(events), [done("create_api_key"), done("revoke_api_key")]);
  assert.equal(events[0].key_id, null);
});

test("a token that is handed out is written down with its key, a refused credential is not", async (t) => {
  const { call } = await startTestApp(t);
  const exchange = (token: string) =>
    call("POST", "/v1/auth/jwt", {
      headers: { authorization: "" },
      body: new URLSearchParams({ grant_type: "api_token", api_token: token }),
    });
  assert.equal((await exchange("test-key-of-the-operator")).status, 200);
  assert.equal((await exchange(VALUE)).status, 401);
  const events = await eventsOf(call);
  assert.deepEqual(
    events.map(({ operation }) => operation),
    ["exchange_token"],
  );
  assert.match(events[0].key_id, /^akey/);
});

test("what a key may not do is written down as refused, once, with its key", async (t) => {
  const app = await startTestApp(t);
  const { workspaceId } = app.app;
  const reader = await callAs(app, { workspaceId, isReadOnly: true });
  const refused = [
    await reader("POST", "/v1/secrets", { json: { name: "a", value: VALUE } }),
    await reader("DELETE", "/v1/secrets/a"),
    await reader("POST", "/v1/databases", { json: {} }),
    await reader("GET", "/v1/audit-events"),
  ];
  for (const { status, text } of refused) assert.equal(status, 403, text);
  const events = await eventsOf(app.call);
  assert.deepEqual(summaries(events), [
    { actor: "key", operation: "create_secret", outcome: "refused", target: {} },
    { actor: "key", operation: "delete_secret", outcome: "refused", target: { name: "a" } },
  ]);
  const keyId = events[0].key_id;
  assert.equal((await eventsOf(app.call, `?key_id=${keyId}`)).length, 2);
  assert.equal((await eventsOf(app.call, "?key_id=akeyother")).length, 0);
});

test("a workspace key sees its workspace, an account key also the server; others see nothing", async (t) => {
  const app = await startTestApp(t);
  const create = async (name: string): Promise<string> =>
    (await app.call("POST", "/v1/workspaces", { json: { name } })).json.workspace.public_id;
  const [one, two] = [await create("one"), await create("two")];
  for (const id of [one, two]) {
    const headers = { "x-workspace-id": id };
    await app.call("POST", "/v1/secrets", { json: { name: `of-${id}`, value: VALUE }, headers });
  }
  const inOne = await callAs(app, { workspaceId: one });
  const operationsOf = (events: Json[]) => events.map(({ operation }) => operation);
  assert.deepEqual(operationsOf(await eventsOf(inOne)), ["create_secret"]);
  const account = await eventsOf(app.call, "", { "x-workspace-id": one });
  assert.deepEqual(operationsOf(account), [
    "create_secret",
    "create_workspace",
    "create_workspace",
  ]);
  await app.call("DELETE", `/v1/workspaces/${two}`);
  const later = await eventsOf(app.call, "?operation=create_secret", { "x-workspace-id": one });
  assert.equal(later.length, 2, "those of a deleted workspace are the server's");
  const database = await inOne("POST", "/v1/databases", { json: {} });
  const ofDatabase = await callAs(app, { workspaceId: one, databaseId: database.json.id });
  assert.equal((await ofDatabase("GET", "/v1/audit-events")).status, 403);
});

test("pages, filters by operation and time, and wrong parameters", async (t) => {
  const { call } = await startTestApp(t);
  for (const name of ["a", "b", "c", "d", "e"]) {
    await call("POST", "/v1/secrets", { json: { name, value: VALUE } });
  }
  await call("DELETE", "/v1/secrets/a");
  const names: string[] = [];
  let cursor = "";
  do {
    const path = `/v1/audit-events?limit=2&operation=create_secret&cursor=${cursor}`;
    const page = (await call("GET", path)).json;
    assert.equal(page.count, page.audit_events.length);
    names.push(...page.audit_events.map(({ target }: Json) => target.name));
    assert.equal(page.has_more, page.next_cursor !== null);
    cursor = page.next_cursor ?? "";
  } while (cursor !== "");
  assert.deepEqual(names, ["e", "d", "c", "b", "a"]);
  assert.equal((await eventsOf(call, "?operation=delete_secret")).length, 1);
  const [newest] = await eventsOf(call);
  const since = encodeURIComponent(newest.created_at);
  assert.ok((await eventsOf(call, `?since=${since}`)).length >= 1);
  assert.equal((await eventsOf(call, "?since=2999-01-01T00:00:00%2B01:00")).length, 0);
  for (const query of ["since=yesterday", "cursor=x", "limit=0", "limit=x"]) {
    const answer = await call("GET", `/v1/audit-events?${query}`);
    assert.equal(answer.status, 400, query);
    assert.ok(answer.text.includes(query.split("=")[0] ?? ""));
  }
});

test("what the server did by itself is shown; old events are forgotten, others kept", async (t) => {
  const app = await startTestApp(t);
  const { workspaceId } = app.app;
  await app.call("POST", "/v1/secrets", { json: { name: "old", value: VALUE } });
  await app.call("POST", "/v1/secrets", { json: { name: "new", value: VALUE } });
  await app.app.close();
  const metastore = openMetastore(app.dataDir);
  t.after(() => metastore.destroy());
  const created_at = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await metastore.updateTable("audit_events").set({ created_at }).where("seq", "=", 1).execute();
  const never = new AbortController().signal;
  await openAudit({ auditRetentionDays: 0 }, metastore).deleteOld(never);
  const { deleteOld, recordExpired } = openAudit({ auditRetentionDays: 2 }, metastore);
  await recordExpired({ id: "dbid1", workspaceId });
  const count = async () =>
    (await metastore.selectFrom("audit_events").select("seq").execute()).length;
  assert.equal(await count(), 3, "0 keeps all");
  await deleteOld(never);
  await metastore.destroy();
  const { call } = await app.restart();
  const events = await eventsOf(call);
  assert.deepEqual(summaries(events), [
    { actor: "key", operation: "create_secret", outcome: "succeeded", target: { name: "new" } },
    {
      actor: "server",
      operation: "delete_database",
      outcome: "succeeded",
      target: { database_id: "dbid1" },
    },
  ]);
  assert.equal(events[0].key_id, null);
  assert.equal(events[0].workspace_id, workspaceId);
});
