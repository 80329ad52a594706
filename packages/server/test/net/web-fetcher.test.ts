import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { AddressPolicy } from "../../src/net/address-policy.ts";
import { parseWebAddress } from "../../src/net/web-address.ts";
import { WebFetchError } from "../../src/net/web-fetch-error.ts";
import { WebFetcher, type WebFetcherOptions } from "../../src/net/web-fetcher.ts";
import { file, redirect, startWebServer } from "./start-web-server.ts";

const NEVER = new AbortController().signal;

async function fetcherOf(t: TestContext, options: Partial<WebFetcherOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), "hotdata-web-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const fetcher = new WebFetcher({
    policy: new AddressPolicy(["127.0.0.1/32"]),
    maxBytes: 1000,
    requireSpace: async () => {},
    ...options,
  });
  let count = 0;
  const download = async (url: string, signal = NEVER) => {
    const path = join(dir, String((count += 1)));
    const fetched = await fetcher.download(parseWebAddress(url), path, signal);
    return { ...fetched, text: await readFile(path, "utf8") };
  };
  const refusal = async (url: string): Promise<string> => {
    try {
      await download(url);
    } catch (error) {
      assert.ok(error instanceof WebFetchError, String(error));
      return error.message;
    }
    throw new Error(`not refused: ${url}`);
  };
  return { download, refusal };
}

test("a file, with its type, over redirects", async (t) => {
  const server = await startWebServer(t, {
    "/a.csv": file("a,b\n1,2\n", { "content-type": "text/csv" }),
    "/1": redirect("/2", 301),
    "/2": redirect("3?x=1", 307),
    "/3": redirect("/4", 303),
    "/4": redirect("/5", 308),
    "/5": redirect("/a.csv"),
    "/0": redirect("/1"),
    "/loop": redirect("/loop"),
    "/lost": (_, response) => response.writeHead(302).end(),
  });
  const { download, refusal } = await fetcherOf(t);
  for (const path of ["/a.csv", "/1"]) {
    const { text, contentType, sizeBytes } = await download(server.url + path);
    assert.deepEqual([text, contentType, sizeBytes], ["a,b\n1,2\n", "text/csv", 8]);
  }
  assert.match(await refusal(`${server.url}/0`), /more than 5 times/);
  assert.match(await refusal(`${server.url}/loop`), /more than 5 times/);
  assert.match(await refusal(`${server.url}/lost`), /without saying where/);
  const missing = await refusal(`${server.url}/none`);
  assert.equal(missing, "The address answered with the status 404.");
});

test("addresses that are not asked", async (t) => {
  const { refusal } = await fetcherOf(t, { policy: new AddressPolicy([]) });
  const server = await startWebServer(t, { "/": file("a\n1\n") });
  const { port } = server;
  const hosts = [
    "127.0.0.1",
    "localhost",
    "LOCALHOST.",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::]",
    "10.0.0.1",
    "169.254.169.254",
    "no-such-host.invalid",
  ];
  for (const host of hosts) {
    assert.match(await refusal(`http://${host}:${port}/`), /has no address that/, host);
  }
  assert.deepEqual(server.asked, []);
});

test("the address that a name stands for decides, not the name", async (t) => {
  const server = await startWebServer(t, { "/": file("a\n1\n") });
  const { download } = await fetcherOf(t);
  assert.equal((await download(`http://localhost:${server.port}/`)).text, "a\n1\n");
  const byName = await fetcherOf(t, { policy: new AddressPolicy(["localhost"]) });
  assert.equal((await byName.download(`http://localhost:${server.port}/`)).text, "a\n1\n");
  assert.match(await byName.refusal(`http://127.0.0.1:${server.port}/`), /has no address/);
});

test("redirects are checked like the first address", async (t) => {
  const inner = await startWebServer(t, { "/": file("inner secret") }, "127.0.0.2");
  const targets: [string, RegExp][] = [
    [`http://127.0.0.2:${inner.port}/`, /has no address that/],
    [`//127.0.0.2:${inner.port}/`, /has no address that/],
    [`http://[::ffff:127.0.0.2]:${inner.port}/`, /has no address that/],
    ["http://169.254.169.254/latest/meta-data/", /has no address that/],
    ["file:///etc/passwd", /Only http and https/],
    ["ftp://example.com/x", /Only http and https/],
    ["gopher://127.0.0.1:70/", /Only http and https/],
    ["http://user:word@127.0.0.1/", /user name or password/],
    ["http://127.0.0.1:22/", /ports 80, 443/],
    ["http://", /is none/],
  ];
  const answers = Object.fromEntries(
    targets.map(([location], index) => [`/${index}`, redirect(location)]),
  );
  const server = await startWebServer(t, answers);
  const { refusal } = await fetcherOf(t);
  for (const [index, [location, said]] of targets.entries()) {
    assert.match(await refusal(`${server.url}/${index}`), said, location);
  }
  assert.deepEqual(inner.asked, []);
});

test("too large, too slow, broken off, encoded", async (t) => {
  const server = await startWebServer(t, {
    "/declared": file("x".repeat(1001)),
    "/exact": file("x".repeat(1000)),
    "/chunked": (_, response) => {
      response.write("x".repeat(600));
      response.end("x".repeat(600));
    },
    "/silent": () => {},
    "/stalls": (_, response) => response.write("a,b\n"),
    "/drips": (_, response) => {
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    },
    "/breaks": (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("a,b\n", () => response.destroy());
    },
    "/brotli": file("x", { "content-encoding": "br" }),
    "/gzip": file("x", { "content-encoding": "gzip" }),
  });
  const timeouts = { answerMs: 200, idleMs: 200, totalMs: 600 };
  const { download, refusal } = await fetcherOf(t, { timeouts });
  assert.equal((await download(`${server.url}/exact`)).sizeBytes, 1000);
  assert.match(await refusal(`${server.url}/declared`), /larger than 1000 bytes/);
  assert.match(await refusal(`${server.url}/chunked`), /larger than 1000 bytes/);
  assert.match(await refusal(`${server.url}/silent`), /did not answer/);
  assert.match(await refusal(`${server.url}/stalls`), /sent nothing more/);
  assert.match(await refusal(`${server.url}/drips`), /took too long/);
  assert.match(await refusal(`${server.url}/breaks`), /could not be fetched/);
  assert.match(await refusal(`${server.url}/brotli`), /encoding/);
  assert.equal((await download(`${server.url}/gzip`)).text, "x");
  assert.match(await refusal(`https://127.0.0.1:${server.port}/`), /could not be fetched/);
  const leaving = new AbortController();
  const left = download(`${server.url}/silent`, leaving.signal);
  leaving.abort(new Error("the client left"));
  await assert.rejects(left, /the client left/);
});

test("what is no address of a file", () => {
  const refused = [
    "",
    "example.com/a.csv",
    "/a.csv",
    "file:///etc/passwd",
    "data:text/csv,a",
    "https://user@example.com/",
    "https://user:word@example.com/",
    "https://:word@example.com/",
    "http://example.com:25/",
    "http://example.com:1023/",
    "http://example.com:99999/",
    `http://example.com/${"x".repeat(9000)}`,
  ];
  for (const text of refused) assert.throws(() => parseWebAddress(text), WebFetchError, text);
  for (const text of ["http://example.com", "https://example.com:8443/a?b=c#d", "http://x:1024"]) {
    assert.ok(parseWebAddress(text));
  }
});
