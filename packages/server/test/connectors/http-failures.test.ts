import assert from "node:assert/strict";
import dns from "node:dns/promises";
import { syncBuiltinESMExports } from "node:module";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { SourceRules } from "../../src/connectors/connector.ts";
import { connector } from "../../src/connectors/http/http-connector.ts";
import { type Answer, file, redirect, startWebServer } from "../net/start-web-server.ts";
import { failure, NEVER, openFiles } from "./file-rows.ts";
import { withRanges } from "./serve-ranges.ts";

const TEXT = `a,b\n${"1,x\n2,y\n".repeat(50_000)}`;

async function openWeb(
  t: TestContext,
  answers: Readonly<Record<string, Answer>>,
  config: Readonly<Record<string, unknown>> = {},
  rules: Partial<SourceRules> = {},
) {
  const server = await startWebServer(t, answers);
  const whole = { base_url: server.url, tables: "t.csv", ...config };
  return { server, ...(await openFiles(t, connector, whole, rules)) };
}

/** Sends some bytes of each body, and then breaks off, so many times. */
function breaking(answer: Answer, times: number, afterBytes: number): Answer {
  let left = times;
  return (request, response) => {
    if (left > 0) {
      left -= 1;
      const end = response.end.bind(response);
      response.end = (body?: unknown) => {
        assert.ok(body instanceof Uint8Array);
        response.write(body.subarray(0, afterBytes), () => response.destroy());
        return response;
      };
      response.once("close", () => (response.end = end));
    }
    answer(request, response);
  };
}

test("a transfer that breaks goes on where it was", async (t) => {
  const ranges: (string | undefined)[] = [];
  const served = withRanges({ body: TEXT, etag: '"1"' });
  const { rows, discoverOne } = await openWeb(t, {
    "/t.csv": breaking(
      (request, response) => {
        ranges.push(request.headers.range);
        served(request, response);
      },
      3,
      100_000,
    ),
  });
  const table = await discoverOne();
  // How much of what was sent had arrived is up to the network.
  assert.equal(ranges.length, 4);
  const begins = ranges.map((range) => Number(/\d+/.exec(range ?? "0")?.[0]));
  assert.deepEqual(
    begins,
    begins.toSorted((left, right) => left - right),
  );
  assert.ok((begins.at(-1) ?? 0) > 0);
  assert.equal((await rows(table)).length, 100_000);
});

test("a transfer begins anew where parts cannot be had, or are not of the same file", async (t) => {
  const plain = breaking((_, response) => response.end(Buffer.from(TEXT)), 2, 100_000);
  const withoutParts = await openWeb(t, { "/t.csv": plain });
  assert.equal((await withoutParts.rows(await withoutParts.discoverOne())).length, 100_000);
});

test("parts of two versions are never joined, whether a server heeds the condition or not", async (t) => {
  for (const heedsCondition of [true, false]) {
    const changing = { body: TEXT.replaceAll("x", "o"), etag: '"1"' };
    let isBroken = false;
    const served: Answer = (request, response) => {
      if (!heedsCondition) delete request.headers["if-range"];
      withRanges({ ...changing })(request, response);
    };
    const breaksOnce = breaking(served, 1, 100_000);
    const { rows, discoverOne } = await openWeb(t, {
      "/t.csv": (request, response) => {
        if (!isBroken) return served(request, response);
        breaksOnce(request, response);
        Object.assign(changing, { body: TEXT, etag: '"2"' });
      },
    });
    const table = await discoverOne();
    isBroken = true;
    const found = await rows(table);
    assert.equal(found.length, 100_000);
    assert.ok(found.every(([, b]) => b !== "o"));
  }
});

test("a server that lies about the part that it sends is not believed", async (t) => {
  const body = Buffer.from(TEXT);
  let count = 0;
  const { rows, discoverOne } = await openWeb(t, {
    "/t.csv": (request, response) => {
      count += 1;
      const { range } = request.headers;
      const headers = { etag: '"1"', "content-length": body.length };
      if (range === undefined && count > 1) return response.writeHead(200, headers).end(body);
      if (range === undefined) {
        response.writeHead(200, headers).write(body.subarray(0, 1000), () => response.destroy());
        return;
      }
      const wrong = `bytes 0-${body.length - 1}/${body.length}`;
      response.writeHead(206, { ...headers, "content-range": wrong }).end(body);
    },
  });
  const table = await discoverOne();
  assert.equal((await rows(table)).length, 100_000);
});

test("what the server says is what the error is", async (t) => {
  const status = (code: number): Answer => {
    return (_, response) => response.writeHead(code).end("secret words of the server");
  };
  const { source, server } = await openWeb(t, {}, { tables: "t.csv?key=secret" });
  const said = await failure(() => source.discover(NEVER), "changed");
  const label = `file '${server.url}/t.csv'`;
  assert.equal(said, `${label}: its server answered with the status 404: there is no such file.`);
  const kinds = { 401: "refused", 403: "refused", 410: "changed", 400: "refused" } as const;
  for (const [code, kind] of Object.entries(kinds)) {
    const opened = await openWeb(t, { "/t.csv": status(Number(code)) });
    const message = await failure(() => opened.source.check(NEVER), kind);
    assert.match(message, new RegExp(code));
    assert.doesNotMatch(message, /secret/);
  }
  for (const code of [429, 500, 503]) {
    const opened = await openWeb(t, { "/t.csv": status(code) });
    assert.match(await failure(() => opened.source.check(NEVER), "unavailable"), /status/);
  }
  const page = file("<html>", { "content-type": "text/html; charset=utf-8" });
  const opened = await openWeb(t, { "/t": page }, { tables: "t" });
  assert.match(await failure(() => opened.source.discover(NEVER), "unreadable"), /web page/);
});

test("slow servers, and those that do not answer, are given up", async (t) => {
  const rules = { statementMs: 300, connectMs: 300 };
  const drips: Answer = (_, response) => {
    response.write("a,b\n");
    const timer = setInterval(() => response.write("1,2\n"), 20);
    response.on("close", () => clearInterval(timer));
  };
  const stalls: Answer = (_, response) => void response.write("a,b\n");
  for (const answer of [drips, stalls]) {
    const { source } = await openWeb(t, { "/t.csv": answer }, {}, rules);
    const message = await failure(() => source.discover(NEVER), "unavailable");
    assert.match(message, /too slowly|nothing more/);
  }
  const { source, server } = await openWeb(t, { "/t.csv": stalls });
  const leaving = new AbortController();
  const left = source.discover(leaving.signal);
  while (server.asked.length === 0) await sleep(5);
  leaving.abort(new Error("the client left"));
  await assert.rejects(left, /the client left/);
});

test("inner addresses are refused, also behind redirects", async (t) => {
  const inner = await startWebServer(t, { "/t.csv": file("inner") }, "127.0.0.2");
  const { source } = await openWeb(t, {
    "/t.csv": redirect(`http://127.0.0.2:${inner.port}/t.csv`),
  });
  const said = await failure(() => source.discover(NEVER), "refused");
  assert.match(said, /no address that this server may fetch from.*HOTDATA_CONNECTION_HOSTS/s);
  const direct = await openFiles(
    t,
    connector,
    { tables: `http://127.0.0.2:${inner.port}/t.csv` },
    { hosts: [] },
  );
  assert.match(await failure(() => direct.source.check(NEVER), "refused"), /no address that/);
  const off = await openWeb(t, { "/t.csv": file("a\n1\n") }, {}, { hosts: "off" });
  assert.match(await failure(() => off.source.check(NEVER), "refused"), /is off/);
  assert.deepEqual([inner.asked, off.server.asked], [[], []]);
});

test("a name is looked up once for a connection, which goes to what was checked", async (t) => {
  const inner = await startWebServer(t, { "/t.csv": file("inner") }, "127.0.0.2");
  const outer = await startWebServer(t, { "/t.csv": file("a\n1\n") });
  const addresses = ["127.0.0.1", "127.0.0.2"];
  // The name stands for the allowed address first, and for the inner one from then on.
  const lookups = t.mock.method(dns, "lookup", async () => [
    { address: addresses.length > 1 ? addresses.shift() : addresses[0], family: 4 },
  ]);
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
  const tables = `t = http://rebinding.example:${outer.port}/t.csv`;
  const { source } = await openFiles(t, connector, { tables });
  await source.check(NEVER);
  assert.equal(lookups.mock.callCount(), 1);
  assert.match(await failure(() => source.check(NEVER), "refused"), /no address that/);
  assert.deepEqual([outer.asked, inner.asked], [["/t.csv"], []]);
});

test("tokens go to configured hosts only, and never readable over a public network", async (t) => {
  const seen: (string | undefined)[] = [];
  const asking: Answer = (request, response) => {
    seen.push(request.headers.authorization ?? String(request.headers["x-key"]));
    response.end("a\n1\n");
  };
  const other = await startWebServer(t, { "/t.csv": asking });
  const config = { token: "a secret token" };
  const { source } = await openWeb(t, { "/t.csv": asking }, config);
  await source.check(NEVER);
  const named = await openWeb(t, { "/t.csv": asking }, { ...config, token_header: "X-Key" });
  await named.source.check(NEVER);
  const leading = await openWeb(t, { "/t.csv": redirect(`${other.url}/t.csv`) }, config);
  await leading.source.check(NEVER);
  assert.deepEqual(seen, ["Bearer a secret token", "a secret token", "undefined"]);
  const tables = "http://example.com/t.csv";
  const plain = () => openFiles(t, connector, { tables, ...config });
  const said = await failure(plain, "refused");
  assert.match(said, /unencrypted to example.com; use https/);
});

test("files stay within the limit of the read, unpacked as well", async (t) => {
  const bomb = gzipSync(`a\n${"1\n".repeat(1_000_000)}`);
  const { rows, discoverOne, left } = await openWeb(
    t,
    { "/t.csv.gz": file(bomb), "/big.csv": file(TEXT) },
    { tables: "t.csv.gz" },
  );
  const table = await discoverOne();
  const folder = await failure(() => rows(table, { maxBytes: 1_000_000 }), "unreadable");
  assert.match(folder, /unpacks to more than 1000000 bytes/);
  const big = await openWeb(t, { "/t.csv": file(TEXT) });
  const wide = await big.discoverOne();
  assert.match(
    await failure(() => big.rows(wide, { maxBytes: 100_000 }), "unreadable"),
    /larger than 100000 bytes/,
  );
  const broken = await openWeb(t, { "/t.csv": file(bomb.subarray(0, 1000)) });
  assert.match(await failure(() => broken.source.discover(NEVER), "unreadable"), /is damaged/);
  assert.deepEqual(await left(), []);
});
