import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJwt } from "jose";
import { TEST_KEY, startTestApp } from "../start-test-app.ts";

function form(fields: Record<string, string>) {
  return { body: new URLSearchParams(fields), headers: { authorization: "" } };
}

test("an API key is traded for a token that works, and the refresh token renews it", async (t) => {
  const { call } = await startTestApp(t);
  const minted = await call(
    "POST",
    "/v1/auth/jwt",
    form({ grant_type: "api_token", api_token: TEST_KEY, client_id: "c" }),
  );
  assert.equal(minted.status, 200);
  assert.equal(minted.json.expires_in, 300);
  assert.match(minted.json.access_token, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  const { exp = 0 } = decodeJwt(minted.json.access_token);
  assert.ok(Math.abs(exp - Date.now() / 1_000 - 300) < 10);

  const renewed = await call(
    "POST",
    "/v1/auth/jwt",
    form({ grant_type: "refresh_token", refresh_token: minted.json.refresh_token }),
  );
  assert.equal(renewed.status, 200);
  for (const { json } of [minted, renewed]) {
    const headers = { authorization: `Bearer ${json.access_token}` };
    assert.equal((await call("GET", "/v1/databases", { headers })).status, 200);
  }
});

test("tokens outlive a restart, and one kind does not pass for the other", async (t) => {
  const first = await startTestApp(t);
  const fields = form({ grant_type: "api_token", api_token: TEST_KEY });
  const { json } = await first.call("POST", "/v1/auth/jwt", fields);
  const { call } = await first.restart();
  const access = { authorization: `Bearer ${json.access_token}` };
  assert.equal((await call("GET", "/v1/workspaces", { headers: access })).status, 200);
  const refresh = { authorization: `Bearer ${json.refresh_token}` };
  assert.equal((await call("GET", "/v1/workspaces", { headers: refresh })).status, 401);
  const swapped = form({ grant_type: "refresh_token", refresh_token: json.access_token });
  assert.equal((await call("POST", "/v1/auth/jwt", swapped)).status, 401);
});

test("refusals of the token endpoint are flat", async (t) => {
  const { call } = await startTestApp(t);
  const refusal = async (fields: Record<string, string>) => {
    const { status, json } = await call("POST", "/v1/auth/jwt", form(fields));
    return `${status} ${json.error}`;
  };
  const wrong = { grant_type: "api_token", api_token: "wrong-key" };
  assert.equal(await refusal(wrong), "401 invalid_grant");
  assert.equal(
    await refusal({ grant_type: "refresh_token", refresh_token: "eyJx" }),
    "401 invalid_grant",
  );
  assert.equal(await refusal({ grant_type: "api_token" }), "400 invalid_request");
  assert.equal(await refusal({ grant_type: "password" }), "400 unsupported_grant_type");
  assert.equal(await refusal({}), "400 bad_request");
});

test("a tampered or foreign token is a 401", async (t) => {
  const [{ call }, other] = [await startTestApp(t), await startTestApp(t)];
  const fields = form({ grant_type: "api_token", api_token: TEST_KEY });
  const foreign = (await other.call("POST", "/v1/auth/jwt", fields)).json.access_token;
  const unsigned = `${btoa('{"alg":"none"}').replace(/=+$/, "")}.${foreign.split(".")[1]}.`;
  for (const token of [foreign, unsigned, `${foreign}x`]) {
    const { status, json } = await call("GET", "/v1/workspaces", {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(status, 401);
    assert.equal(json.error, "unauthorized");
  }
});

test("a key given at a later start works beside the first; without one a new key is shown once", async (t) => {
  const first = await startTestApp(t, { apiKey: undefined });
  const key = first.app.createdKey;
  assert.match(key ?? "", /^hd_[\w-]{43}$/);
  assert.equal(first.app.isFirstStart, true);
  const second = await first.restart({ apiKey: "another-key" });
  assert.equal(second.app.createdKey, undefined);
  assert.equal(second.app.isFirstStart, false);
  for (const apiKey of [key, "another-key"]) {
    const headers = { authorization: `Bearer ${apiKey}` };
    const { json } = await second.call("GET", "/v1/workspaces", { headers });
    assert.equal(json.workspaces[0].public_id, first.app.workspaceId);
  }
});
