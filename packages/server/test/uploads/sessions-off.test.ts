import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

test("a server without upload sessions says so, and takes files all the same", async (t) => {
  const on = await startTestApp(t);
  const opened = await on.call("POST", "/v1/uploads", { json: {} });
  assert.equal(opened.status, 201);
  const { upload_id: id, finalize_token: token } = opened.json;
  const { call } = await on.restart({ uploadSessions: "off" });
  const headers = { "x-upload-finalize-token": token };
  const refused = [
    await call("POST", "/v1/uploads", { json: { declared_size_bytes: 3 } }),
    await call("POST", "/v1/uploads/batch", { json: { uploads: [{}] } }),
    await call("POST", `/v1/uploads/${id}/parts`, { headers, json: { part_numbers: [1] } }),
  ];
  for (const { status, json } of refused) {
    assert.deepEqual([status, json.error.code], [501, "PRESIGN_UNSUPPORTED"]);
    assert.match(json.error.message, /POST \/v1\/files/);
  }
  const sent = await call("POST", "/v1/files", {
    headers: { "content-type": "text/csv" },
    body: "a\n1\n",
  });
  assert.equal(sent.status, 201);
});
