import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { startTestApp } from "../start-test-app.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

it("traces go to the collector, as part of the caller's", async (t) => {
  const collector = await startCollector(t);
  const app = await startTestApp(t, { otlpUrl: collector.url });
  const headers = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` };
  const answer = await app.call("POST", "/v1/query", { json: { sql: "SELECT 42" }, headers });
  assert.equal(answer.headers.get("x-trace-id"), TRACE_ID);
  const own = await app.call("GET", "/v1/databases");
  const ownId = own.headers.get("x-trace-id") ?? "";
  await app.app.close();
  const sent = Buffer.concat(collector.bodies).toString("latin1");
  const bytes = (hex: string) => Buffer.from(hex, "hex").toString("latin1");
  assert.ok(sent.includes(bytes(TRACE_ID)), "the caller's trace");
  assert.ok(sent.includes(bytes("b7ad6b7169203331")), "the caller's span as parent");
  assert.ok(sent.includes(bytes(ownId)), "a trace of the server's own");
  for (const name of [
    "query",
    "list_databases",
    "queue",
    "inspect",
    "execute",
    "persist",
    "encode",
  ])
    assert.ok(sent.includes(name), name);
  assert.ok(!sent.includes("SELECT 42"), "no SQL");
  assert.deepEqual([...new Set(collector.paths)], ["/v1/traces"]);
});

it("a request that its caller does not trace is not traced here", async (t) => {
  const collector = await startCollector(t);
  const app = await startTestApp(t, { otlpUrl: collector.url });
  const headers = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-00` };
  await app.call("POST", "/v1/query", { json: { sql: "SELECT 42" }, headers });
  await app.app.close();
  assert.equal(collector.bodies.length, 0);
});

it("a collector that cannot be reached changes nothing", async (t) => {
  const app = await startTestApp(t, { otlpUrl: "http://127.0.0.1:9" });
  assert.equal((await app.call("POST", "/v1/query", { json: { sql: "SELECT 1" } })).status, 200);
  await app.app.close();
});

async function startCollector(t: TestContext) {
  const bodies: Buffer[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces);
      bodies.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
      paths.push(request.url ?? "");
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bodies, paths };
}
