import assert from "node:assert/strict";
import { it } from "node:test";
import { startTestApp } from "../start-test-app.ts";

const ANONYMOUS = { headers: { authorization: "" } };

it("a server that can work is live and ready, for everybody", async (t) => {
  const app = await startTestApp(t);
  assert.equal((await app.call("GET", "/health/live", ANONYMOUS)).status, 200);
  const { status, json } = await app.call("GET", "/health/ready", ANONYMOUS);
  assert.equal(status, 200);
  assert.deepEqual(json, {
    status: "ready",
    checks: { metastore: "ok", engine: "ok", disk: "ok" },
  });
});

it("a server without space on its disk is live, but not ready, and says why", async (t) => {
  const app = await startTestApp(t, { minFreeDiskMb: 2 ** 40 });
  assert.equal((await app.call("GET", "/health/live", ANONYMOUS)).status, 200);
  const { status, json } = await app.call("GET", "/health/ready", ANONYMOUS);
  assert.equal(status, 503);
  assert.deepEqual(json.checks, { metastore: "ok", engine: "ok", disk: "failed" });
});
