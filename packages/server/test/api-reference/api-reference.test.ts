import assert from "node:assert/strict";
import { test } from "node:test";
import { operations } from "@hotdata/contract";
import { startTestApp } from "../start-test-app.ts";

/** Nothing here needs a key. */
const ANONYMOUS = { headers: { authorization: "" } };

/** Addresses that a page loads from. */
function namedAddresses(html: string): string[] {
  return [...html.matchAll(/\b(?:src|href|data-document)="([^"]*)"/g)]
    .map(([, address = ""]) => address)
    .filter((address) => address !== "data:,");
}

test("the page names only what this server serves", async (t) => {
  const app = await startTestApp(t);
  for (const path of ["/docs", "/docs/"]) {
    const page = await app.call("GET", path, ANONYMOUS);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
    const addresses = namedAddresses(page.text);
    assert.equal(addresses.length, 4);
    for (const address of addresses) {
      assert.match(address, /^\/(?!\/)/, "an address of another host");
      const asset = await app.call("GET", address, ANONYMOUS);
      assert.equal(asset.status, 200, address);
      assert.ok(asset.text.length > 100, address);
      const type = asset.headers.get("content-type");
      const expected = { css: /^text\/css/, js: /^text\/javascript/, json: /^application\/json/ };
      const extension = address.split(".").at(-1) ?? "";
      assert.match(type ?? "", new Map(Object.entries(expected)).get(extension) ?? /nothing/);
      if (extension !== "json") {
        assert.match(asset.headers.get("cache-control") ?? "", /immutable/);
        assert.equal(asset.headers.get("x-content-type-options"), "nosniff");
      }
    }
    assert.doesNotMatch(page.text, /<script>|style=|\bon\w+=|https?:/);
  }
});

test("the page's policy allows no other host, and no text as script", async (t) => {
  const app = await startTestApp(t);
  const { headers } = await app.call("GET", "/docs", ANONYMOUS);
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("cache-control"), "no-cache");
});

test("the document has every operation, and this server's address", async (t) => {
  const app = await startTestApp(t);
  const { status, json } = await app.call("GET", "/openapi.json", ANONYMOUS);
  assert.equal(status, 200);
  assert.deepEqual(json.servers, [{ url: app.url }]);
  const ids = Object.values<object>(json.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => String(operationId)),
  );
  assert.deepEqual(ids.toSorted(), Object.keys(operations).toSorted());
});

test("behind a proxy, addresses begin with the public one", async (t) => {
  const app = await startTestApp(t, { publicUrl: "https://data.example.com/hot'data" });
  const page = await app.call("GET", "/docs", ANONYMOUS);
  for (const address of namedAddresses(page.text))
    assert.match(address, /^\/hot(?:'|&#39;|%27)data\//);
  const { json } = await app.call("GET", "/openapi.json", ANONYMOUS);
  assert.deepEqual(json.servers, [{ url: "https://data.example.com/hot'data" }]);
});

test("no other file is served", async (t) => {
  const app = await startTestApp(t);
  const page = await app.call("GET", "/docs", ANONYMOUS);
  const folder = /href="(\/docs\/[^/]+)\//.exec(page.text)?.[1] ?? "";
  for (const path of [
    `${folder}/index.html`,
    `${folder}/..%2Fpackage.json`,
    `${folder}/constructor`,
    "/docs/0.0.0/swagger-ui.css",
    "/docs/x",
  ]) {
    const answer = await app.call("GET", path, ANONYMOUS);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.json.error.code, "NOT_FOUND");
  }
});

test("a setting switches it off", async (t) => {
  const app = await startTestApp(t, { apiReference: "off" });
  for (const path of ["/docs", "/openapi.json"]) {
    assert.equal((await app.call("GET", path, ANONYMOUS)).status, 404);
  }
  assert.equal((await app.call("GET", "/health", ANONYMOUS)).status, 200);
});
