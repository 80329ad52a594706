import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Answer, file, redirect, startWebServer } from "../net/start-web-server.ts";
import { DatasetFixture } from "./dataset-fixture.ts";
import { parquetOf } from "./parquet-of.ts";

const LOCAL = { urlSources: ["127.0.0.1/32"] };

test("datasets of web addresses", async (t) => {
  const fixture = await DatasetFixture.start(t, LOCAL);
  const { app } = fixture;
  const parquet = await parquetOf(t, "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'");
  const csv = "a,b\n1,x\n2,y\n";
  const lines = '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n';
  let changing = "n\n1\n";
  const answers: Record<string, Answer> = {
    "/data.csv": file(csv, { "content-type": "text/csv; charset=utf-8" }),
    "/plain": file(csv, { "content-type": "text/plain" }),
    "/lines": file(lines, { "content-type": "application/x-ndjson" }),
    "/json": file('[{"a":1,"b":"x"},{"a":2,"b":"y"}]'),
    "/parquet": file(parquet, { "content-type": "application/octet-stream" }),
    "/csv.gz": file(gzipSync(csv)),
    "/moved": redirect("/data.csv", 301),
    "/page": file("<html>", { "content-type": "text/html" }),
    "/empty": file(""),
    "/header": file("a,b\n"),
    "/ragged": file("a,b\n1,2\n3,4,5\n"),
    "/inside": redirect("http://127.0.0.2:8080/"),
    "/changing": (_, response) => response.end(changing),
  };
  const web = await startWebServer(t, answers);
  const refused = (path: string, more: object = {}) =>
    fixture.refusal({ label: "L", source: { type: "url", url: web.url + path, ...more } });

  await t.test("every format, found by type or bytes", async () => {
    for (const path of ["data.csv", "plain", "lines", "json", "parquet", "csv.gz", "moved"]) {
      const table_name = path.replace(".", "_");
      const source = { type: "url", url: `${web.url}/${path}?token=secret` };
      const made = await fixture.post({ label: path, table_name, source });
      assert.equal(made.status, 201, made.text);
      const sql = `SELECT a, b FROM datasets.main.${table_name} ORDER BY a`;
      assert.deepEqual(
        await fixture.rows(sql),
        [
          [1, "x"],
          [2, "y"],
        ],
        path,
      );
      assert.equal((await fixture.get(made.json.id)).source_type, "url");
    }
    assert.ok(web.asked.includes("/data.csv?token=secret"));
  });

  await t.test("untagged, with format and types", async () => {
    const columns = { a: "VARCHAR", b: "TEXT" };
    await fixture.create("given", { url: `${web.url}/plain`, format: "csv", columns });
    assert.deepEqual(await fixture.rows("SELECT a FROM datasets.main.given ORDER BY a"), [
      ["1"],
      ["2"],
    ]);
    await fixture.create("page as csv", { url: `${web.url}/page`, format: "csv" }).then(
      () => assert.fail("a page has no rows"),
      (error: Error) => assert.match(error.message, /No data found/),
    );
  });

  await t.test("a refresh fetches it anew", async () => {
    const source = { type: "url", url: `${web.url}/changing`, columns: { n: "BIGINT" } };
    const { id } = await fixture.create("changing", source);
    changing = "n\n1\n2\n";
    const answer = await fixture.refresh({ dataset_id: id });
    assert.equal(answer.json.version, 2, answer.text);
    assert.deepEqual(await fixture.rows("SELECT count(*) FROM datasets.main.changing"), [[2]]);
    changing = "n\nx\n";
    assert.equal((await fixture.refresh({ dataset_id: id })).status, 400);
    const job = await fixture.refresh({ dataset_id: id, async: true, async_after_ms: 20_000 });
    assert.equal(job.status, 400, job.text);
    assert.deepEqual(await fixture.rows("SELECT count(*) FROM datasets.main.changing"), [[2]]);
  });

  await t.test("what cannot be read", async () => {
    assert.match(await refused("/page"), /^400 .*web page/);
    assert.match(await refused("/empty"), /^400 No data found/);
    assert.match(await refused("/header"), /^400 No data found/);
    assert.match(await refused("/none"), /^400 The address answered with the status 404\.$/);
    assert.match(await refused("/inside"), /^400 .*"127\.0\.0\.2" has no address that/);
    const ragged = await refused("/ragged?token=secret");
    assert.match(ragged, /^400 file 'http:\/\/127\.0\.0\.1:\d+\/ragged', line 3/);
    assert.ok(!ragged.includes("secret") && !ragged.includes(app.dataDir), ragged);
    assert.match(await refused("/data.csv", { columns: { a: "TEXT" } }), /^400 .*lacks "b"/);
    assert.match(await refused("/data.csv", { format: "parquet" }), /^400 /);
  });

  await t.test("an address that is none", async () => {
    for (const url of ["", "x", "file:///etc/passwd", "http://u:p@127.0.0.1/", 7]) {
      const answer = await fixture.post({ label: "L", source: { type: "url", url } });
      assert.equal(answer.status, 400, String(url));
      assert.equal(answer.json.error.details.errors[0].field, "source.url", String(url));
    }
  });

  await t.test("after a restart that allows less, a refresh is refused", async () => {
    const { datasets } = (await app.call("GET", "/v1/datasets")).json;
    const dataset_id = datasets.find((one: { label: string }) => one.label === "changing").id;
    const closed = await fixture.restart({ urlSources: [] });
    const before = web.asked.length;
    const answer = await closed.refresh({ dataset_id });
    assert.match(answer.json.error.message, /HOTDATA_URL_SOURCES/);
    const off = await closed.restart({ urlSources: "off" });
    const said = await off.refusal({ label: "L", source: { url: "https://example.com/a.csv" } });
    assert.match(said, /^400 .*HOTDATA_URL_SOURCES is off/);
    assert.equal(web.asked.length, before);
    assert.deepEqual(await off.rows("SELECT count(*) FROM datasets.main.changing"), [[2]]);
  });
});

test("files larger than an upload may be", async (t) => {
  const fixture = await DatasetFixture.start(t, { ...LOCAL, maxUploadBytes: 1000 });
  const web = await startWebServer(t, { "/": file(`a\n${"x".repeat(1000)}\n`) });
  const said = await fixture.refusal({ label: "large", source: { url: web.url } });
  assert.match(said, /^400 The file is larger than 1000 bytes/);
});
