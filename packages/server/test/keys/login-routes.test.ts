import assert from "node:assert/strict";
import { test } from "node:test";
import { TEST_KEY, startTestApp } from "../start-test-app.ts";
import { callWith } from "./call-as.ts";

const NO_KEY = { authorization: "" };

test("older command lines trade their key at /o/token, with and without a final slash", async (t) => {
  const { call } = await startTestApp(t);
  for (const path of ["/o/token/", "/o/token"]) {
    const grant = { grant_type: "api_token", api_token: TEST_KEY, client_id: "hotdata-cli" };
    const options = { body: new URLSearchParams(grant), headers: NO_KEY };
    const { status, json } = await call("POST", path, options);
    assert.equal(status, 200);
    assert.equal(json.expires_in, 300);
    const use = callWith(call, json.access_token);
    assert.equal((await use("GET", "/v1/workspaces")).status, 200);
    const renewal = { grant_type: "refresh_token", refresh_token: json.refresh_token };
    const renewed = await call("POST", path, {
      body: new URLSearchParams(renewal),
      headers: NO_KEY,
    });
    assert.equal(renewed.status, 200);
    assert.equal("refresh_token" in renewed.json, false);
  }
});

test("log-in by browser is refused with what to do instead", async (t) => {
  const { call } = await startTestApp(t);
  const grant = { grant_type: "authorization_code", code: "c", code_verifier: "v" };
  const exchanged = await call("POST", "/o/token/", { body: new URLSearchParams(grant) });
  assert.equal(`${exchanged.status} ${exchanged.json.error}`, "400 unsupported_grant_type");
  assert.match(exchanged.json.message, /API key/);
  const calls = [
    ["GET", "/o/authorize/?client_id=hotdata-cli&response_type=code&state=s"],
    ["GET", "/auth/cli-register/?state=s&callback_port=1&method=github"],
    ["POST", "/v1/auth/token"],
  ] as const;
  for (const [method, path] of calls) {
    const { status, json, headers } = await call(method, path, { headers: NO_KEY });
    assert.equal(`${status} ${json.error}`, "400 login_unsupported", path);
    assert.match(json.message, /HOTDATA_API_KEY/);
    assert.match(headers.get("content-type") ?? "", /^application\/json/);
  }
});
