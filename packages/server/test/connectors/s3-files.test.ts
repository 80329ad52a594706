import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { connector } from "../../src/connectors/s3/s3-connector.ts";
import type { SourceRules } from "../../src/connectors/connector.ts";
import { type Answer, redirect, startWebServer } from "../net/start-web-server.ts";
import { columnsText, failure, NEVER, openFiles } from "./file-rows.ts";
import { type ServedFile, withRanges } from "./serve-ranges.ts";

const KEYS = { access_key_id: "the-key", secret_access_key: "the-secret" };

/** A web server that lists and serves files as a store does, so far as these tests look at it. */
function answersOf(files: Readonly<Record<string, ServedFile>>): Record<string, Answer> {
  const list: Answer = (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://store");
    const prefix = searchParams.get("prefix") ?? "";
    const keys = Object.keys(files).filter((key) => key.startsWith(prefix));
    // One key a page.
    const [at, count] = [Number(searchParams.get("continuation-token") ?? 0), keys.length];
    const contents = keys.slice(at, at + 1).map((key) => {
      const { body = "", etag = "" } = files[key] ?? {};
      const size = Buffer.from(body).length;
      return `<Contents><Key>${key}</Key><Size>${size}</Size><ETag>${etag}</ETag></Contents>`;
    });
    const next = at + 1 < count ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : "";
    response.end(
      `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
        `<IsTruncated>${at + 1 < count}</IsTruncated>${contents.join("")}${next}</ListBucketResult>`,
    );
  };
  const served = Object.entries(files).map(([key, file]): [string, Answer] => [
    `/lake/${key.split("/").map(encodeURIComponent).join("/")}`,
    (request, response) => withRanges(file)(request, response),
  ]);
  return { "/lake/": list, "/lake": list, ...Object.fromEntries(served) };
}

async function openStore(
  t: TestContext,
  answers: Readonly<Record<string, Answer>>,
  config: Readonly<Record<string, unknown>> = {},
  rules: Partial<SourceRules> = {},
) {
  const server = await startWebServer(t, answers);
  const whole = { bucket: "lake", endpoint: server.url, ...KEYS, ...config };
  return { server, ...(await openFiles(t, connector, whole, rules)) };
}

test("folders are tables, over all pages of a listing, with what the folders' names say", async (t) => {
  const { source, rows } = await openStore(
    t,
    answersOf({
      "a/x.csv": { body: "id\n1\n", etag: '"1"' },
      "e/day=2024-01-31/x.csv": { body: "id\n1\n", etag: '"2"' },
      "e/day=2024-02-01/x.csv": { body: "id,more\n2,3\n", etag: '"3"' },
      "top.json": { body: '{"n":null}', etag: '"4"' },
      empty: { body: "" },
    }),
  );
  const tables = await source.discover(NEVER);
  assert.deepEqual(
    tables.map((table) => `${table.table}: ${columnsText(table)}`),
    ["a: id BIGINT", "e: id BIGINT, more BIGINT, day DATE", "top: n JSON"],
  );
  const [, events] = tables;
  assert.ok(events);
  assert.deepEqual(await rows(events), [
    ["1", null, "2024-01-31"],
    ["2", "3", "2024-02-01"],
  ]);
});

test("files that have not changed are looked at once", async (t) => {
  const file = { body: "id\n1\n", etag: '"1"' };
  const { source, server } = await openStore(t, answersOf({ "x.csv": file }), { tables: "*.csv" });
  await source.discover(NEVER);
  await source.discover(NEVER);
  const got = () => server.asked.filter((path) => path.startsWith("/lake/x.csv")).length;
  assert.equal(got(), 1);
  Object.assign(file, { body: "other\n1\n", etag: '"2"' });
  const [changed] = await source.discover(NEVER);
  assert.equal(columnsText(changed ?? assert.fail()), "other BIGINT");
  assert.equal(got(), 2);
});

test("redirects are not followed, and inner addresses not asked", async (t) => {
  const inner = await startWebServer(t, answersOf({ "x.csv": { body: "a\n1\n" } }));
  const to = redirect(`${inner.url}/lake/`, 307);
  const leading = await openStore(t, { "/lake/": to, "/lake": to });
  await failure(() => leading.source.check(NEVER), "refused");
  const config = { endpoint: inner.url.replace("127.0.0.1", "localhost") };
  for (const endpoint of [inner.url, config.endpoint]) {
    const { source } = await openStore(t, {}, { endpoint }, { hosts: [] });
    assert.match(await failure(() => source.check(NEVER), "refused"), /HOTDATA_CONNECTION_HOSTS/);
  }
  assert.match(
    await failure(() => openStore(t, {}, {}, { hosts: "off" }), "refused"),
    /HOTDATA_CONNECTION_HOSTS is off/,
  );
  assert.deepEqual(inner.asked, []);
});

test("requests are signed with the given keys, or not at all", async (t) => {
  const seen: (string | undefined)[] = [];
  const answers = answersOf({});
  const list: Answer = (request, response) => {
    seen.push(request.headers.authorization);
    answers["/lake"]?.(request, response);
  };
  const both = { "/lake/": list, "/lake": list };
  await (await openStore(t, both)).source.check(NEVER);
  const open = { access_key_id: null, secret_access_key: null };
  await (await openStore(t, both, open)).source.check(NEVER);
  assert.match(seen[0] ?? "", /^AWS4-HMAC-SHA256 Credential=the-key\//);
  assert.deepEqual(seen.slice(1), [undefined]);
  assert.ok(!JSON.stringify(seen).includes("the-secret"));
  const half = () => openStore(t, both, { secret_access_key: null });
  assert.match(await failure(half, "refused"), /no secret/);
});
