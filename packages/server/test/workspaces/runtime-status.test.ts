import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadConfig } from "../../src/config/load-config.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { startTestApp } from "../start-test-app.ts";

const pathOf = (id: string) => `/v1/workspaces/${id}/runtime/status`;

test("the runtime's state needs a key only, and a workspace that the key may use", async (t) => {
  const { call, app } = await startTestApp(t);
  const second = await call("POST", "/v1/workspaces", { json: { name: "second" } });
  const id = second.json.workspace.public_id;
  const ready = await call("GET", pathOf(id));
  assert.equal(ready.status, 200);
  assert.deepEqual(ready.json, { state: "ready" });

  const { apiKey } = await app.keys.create({ workspaceId: app.workspaceId });
  const headers = { authorization: `Bearer ${apiKey}` };
  assert.equal((await call("GET", pathOf(app.workspaceId), { headers })).status, 200);
  for (const foreign of [
    await call("GET", pathOf(id), { headers }),
    await call("GET", pathOf("ws_0")),
  ]) {
    assert.equal(foreign.status, 404);
    assert.equal(foreign.json.error, "workspace_not_found");
  }
  assert.equal((await call("GET", pathOf(id), { headers: { authorization: "" } })).status, 401);
});

test("the state follows the engine processes", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-test-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  await using opened = new AsyncDisposableStack();
  const engine = await openEngine({ ...loadConfig({}), dataDir });
  opened.defer(() => engine.close());
  assert.equal(engine.state, "waking");
  await engine.started();
  assert.equal(engine.state, "ready");
  for (const pid of engine.pids) process.kill(pid, "SIGKILL");
  await until(() => engine.state === "waking");
  // Nobody has to ask for another one.
  await until(() => engine.state === "ready");
  await engine.classify("SELECT 1", AbortSignal.timeout(20_000));
});

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, "it never came true");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
