import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import { connector } from "../../../src/connectors/hotdata/hotdata-source.ts";
import { TEST_KEY } from "../../start-test-app.ts";
import { columnsOf, readRows } from "../read-rows.ts";
import { RULES, startFarApp } from "./far-app.ts";

const SIGNAL = AbortSignal.timeout(600_000);

const TYPES = `SELECT * FROM (VALUES
  (1, true, (-128)::TINYINT, (-32768)::SMALLINT, (-9223372036854775808)::BIGINT, 255::UTINYINT,
   18446744073709551615::UBIGINT, 'nan'::DOUBLE, '-inf'::FLOAT, (-0.5)::DECIMAL(10,2),
   12345678901234567890123456789012345678::DECIMAL(38,0), '', '\\x00\\xFF'::BLOB, DATE '0044-03-15 (BC)',
   TIME '23:59:59.000001', TIMESTAMP '2026-01-31 10:00:00.000001', TIMESTAMP_NS '2026-01-31 10:00:00.123456789',
   TIMESTAMPTZ '2026-01-31 10:00:00.5+02', 'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID, '{"a": 1.00}'::JSON),
  (2, false, 127, 32767, 9223372036854775807, 0, 0, 5e-324, '0.1'::FLOAT, 0.1, 0, 'a"b,' || chr(10) || 'NULL', ''::BLOB,
   DATE 'infinity', TIME '00:00:00', TIMESTAMP '-infinity', TIMESTAMP_NS '1700-01-01', TIMESTAMPTZ 'infinity',
   '00000000-0000-0000-0000-000000000000', 'null'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) AS t(id, bool, i8, i16, i64, u8, u64, f64, f32, dec, wide, txt, bytes, d, tm, ts, tsn, tz, uid, js)`;

const READ_TYPES =
  "INTEGER,BOOLEAN,TINYINT,SMALLINT,BIGINT,UTINYINT,UBIGINT,DOUBLE,FLOAT,DECIMAL(10,2)," +
  "DECIMAL(38,0),VARCHAR,BLOB,DATE,TIME,TIMESTAMP,TIMESTAMP_NS,TIMESTAMPTZ,VARCHAR,VARCHAR";

test("every plain type is read without a change, as text and as a file", async (t) => {
  const far = await startFarApp(t);
  await far.load("types", TYPES);
  await far.load("many", `SELECT t.* FROM (${TYPES}) t, range(4000)`);
  const source = await far.open();
  const columns = await columnsOf(source, "types");
  assert.equal(columns.map(({ type }) => sqlTypeText(type)).join(","), READ_TYPES);
  const names = columns.map(({ name }) =>
    name === "bytes" ? "CAST(bytes AS VARCHAR)" : `CAST("${name}" AS VARCHAR)`,
  );
  const expected = (await far.query(`SELECT ${names.join(", ")} FROM types ORDER BY id`)).json.rows;
  const limit = 100_000;
  const text = await readRows(t, source, { table: "types", limit });
  assert.deepEqual(text.kinds, ["text"]);
  assert.deepEqual(text.rows, expected);
  const file = await readRows(t, source, { table: "types" });
  assert.deepEqual(file.kinds, ["file"]);
  assert.deepEqual(file.rows, expected);
  const cut = await readRows(t, source, { table: "many", limit });
  assert.deepEqual(cut.kinds, ["file"], "an answer that is cut is fetched whole");
  assert.equal(cut.rows.length, 12_000);
  const distinct = new Set(cut.rows.map((row) => JSON.stringify(row)));
  assert.deepEqual(
    [...distinct].toSorted(),
    expected.map((row: unknown) => JSON.stringify(row)).toSorted(),
  );
});

test("values with parts come as they are", async (t) => {
  const far = await startFarApp(t);
  const nested = `SELECT 1 AS id, [1, NULL]::INTEGER[] AS l, [['a']] AS ll, {'x, y: Int64': 'nan'::DOUBLE, 'b': '\\x00'::BLOB} AS s,
    MAP {'k': [1.5]} AS m, [{'t': TIMESTAMP '2026-01-31'}] AS ls`;
  await far.load("nested", nested);
  const source = await far.open();
  const columns = await columnsOf(source, "nested");
  assert.deepEqual(
    columns.map(({ type }) => sqlTypeText(type)),
    [
      "INTEGER",
      "INTEGER[]",
      "VARCHAR[][]",
      'STRUCT("x, y: Int64" DOUBLE, "b" BLOB)',
      "MAP(VARCHAR, DECIMAL(2,1)[])",
      'STRUCT("t" TIMESTAMP)[]',
    ],
  );
  for (const request of [{}, { limit: 1 }]) {
    const { rows, kinds } = await readRows(t, source, { table: "nested", ...request });
    assert.deepEqual(kinds, ["file"]);
    assert.deepEqual(rows, [
      [
        "1",
        "[1, NULL]",
        "[[a]]",
        "{'x, y: Int64': nan, 'b': \\x00}",
        "{k=[1.5]}",
        "[{'t': '2026-01-31 00:00:00'}]",
      ],
    ]);
  }
});

test("filters, limits and aggregates are the other server's work, in one statement", async (t) => {
  const far = await startFarApp(t);
  await far.load(
    "t",
    "SELECT i::BIGINT AS i, i * 0.25 AS n, 'g' || (i % 3) AS g FROM range(50000) r(i)",
  );
  const source = await far.open();
  const columns = await columnsOf(source, "t");
  const integer = (text: string) => ({ kind: "integer" as const, text });
  const point = await readRows(t, source, {
    table: "t",
    columns,
    needs: [[{ column: "i", op: "in", values: [integer("7")] }]],
  });
  assert.deepEqual(point.rows, [["7", "1.75", "g1"]]);
  assert.equal(point.isExact, true);
  assert.doesNotMatch(point.statement, /7/);
  const runs = await far.app.call("GET", "/v1/query-runs?limit=1");
  assert.match(runs.json.query_runs[0].sql_text, /WHERE "i" = 7$/);
  assert.equal(runs.json.query_runs[0].row_count, 1);
  const group = columns.find(({ name }) => name === "g");
  const value = columns.find(({ name }) => name === "n");
  assert.ok(group && value);
  const sums = await readRows(t, source, {
    table: "t",
    columns,
    aggregate: {
      groups: [group],
      values: [
        { function: "count" },
        { function: "sum", column: value },
        { function: "max", column: group },
      ],
      needs: [[{ column: "i", op: "<", value: integer("4") }]],
    },
  });
  assert.equal(sums.isExact, true);
  const byGroup = sums.rows.toSorted(([left], [right]) => ((left ?? "") < (right ?? "") ? -1 : 1));
  assert.deepEqual(byGroup, [
    ["g0", "2", "0.75", "g0"],
    ["g1", "1", "0.25", "g1"],
    ["g2", "1", "0.50", "g2"],
  ]);
  const from = { column: "i", value: "49998", isInclusive: true };
  assert.equal((await readRows(t, source, { table: "t", columns, from })).rows.length, 2);
});

test("all pages of a listing are read, and the database named default is found", async (t) => {
  const far = await startFarApp(t);
  await far.load("only", "SELECT 1 AS a");
  const names = Array.from({ length: 1_005 }, (_, index) => ({ name: `t${index}` }));
  const schemas = [{ name: "many", tables: names }];
  const made = await far.app.call("POST", "/v1/databases", { json: { name: "wide", schemas } });
  const wide = await far.open({ database_id: made.json.id });
  assert.deepEqual(await wide.discover(SIGNAL), [], "declared tables have no columns yet");
  const other = await far.app.call("POST", "/v1/databases", { json: { name: "default" } });
  const source = await far.open({ database_id: null });
  await source.check(SIGNAL);
  const listed = await far.app.call("GET", "/v1/databases?search=default&limit=100");
  assert.ok(listed.json.databases.length >= 2);
  await far.app.call("DELETE", `/v1/databases/${other.json.id}`);
});

test("a dropped table and another type are noticed", async (t) => {
  const far = await startFarApp(t);
  await far.load("t", "SELECT 1.5::DOUBLE AS a");
  const source = await far.open();
  const columns = await columnsOf(source, "t");
  await far.load("t", "SELECT 2.5::DECIMAL(9,1) AS a");
  for (const request of [{}, { limit: 1 }]) {
    const read = readRows(t, source, { table: "t", columns, ...request });
    await assert.rejects(read, { kind: "changed", message: /"a"/ });
  }
  const connection = (await far.app.call("GET", `/v1/databases/${far.databaseId}`)).json
    .default_connection_id;
  await far.app.call("DELETE", `/v1/connections/${connection}/schemas/main/tables/t`);
  const read = readRows(t, source, { table: "t", columns });
  await assert.rejects(read, { kind: "changed", message: /main\.t/ });
});

test("a wrong key, database or address is refused without telling the key", async (t) => {
  const far = await startFarApp(t);
  const cases: [Record<string, unknown>, Partial<typeof RULES>, string][] = [
    [{ token: "not-the-key" }, {}, "refused"],
    [{ token: null }, {}, "refused"],
    [{ database_id: "none" }, {}, "refused"],
    [{ workspace_id: "nowhere" }, {}, "refused"],
    [{ base_url: `${far.app.url}/nothing` }, {}, "refused"],
    [{ base_url: `http://127.0.0.1:${await closedPort()}` }, {}, "unavailable"],
    [{}, { hosts: [] }, "refused"],
    [{ base_url: "http://localhost:1024" }, { hosts: ["10.0.0.0/8"] }, "refused"],
  ];
  for (const [config, rules, kind] of cases) {
    const source = await far.open(config, rules);
    await assert.rejects(source.check(SIGNAL), (error: Error & { kind?: string }) => {
      assert.equal(error.kind, kind, `${JSON.stringify(config)}: ${error.message}`);
      assert.ok(!error.message.includes(TEST_KEY) && !error.message.includes("not-the-key"));
      return true;
    });
  }
  await assert.rejects(far.open({}, { hosts: "off" }), { kind: "refused", message: /off/ });
  const plain = { ...far.config, base_url: "http://hotdata.example.com" };
  await assert.rejects(connector.open({ config: plain, rules: RULES }), { message: /unencrypted/ });
});

test("a redirect is not followed; a server that does not speak Hotdata is told apart", async (t) => {
  const far = await startFarApp(t);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization ?? "");
    if (request.url?.startsWith("/away") === true) {
      response.writeHead(307, { location: `${far.app.url}${request.url.slice(5)}` }).end();
    } else response.writeHead(200, { "content-type": "text/html" }).end("<p>hello</p>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const away = await far.open({ base_url: `${url}/away` });
  await assert.rejects(away.check(SIGNAL), { kind: "refused", message: /redirects/ });
  const page = await far.open({ base_url: url });
  await assert.rejects(page.check(SIGNAL), { kind: "unreadable" });
  assert.equal(asked.length, 2);
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const SLOW =
  "SELECT count(*) AS c FROM range(100000000) a, range(100000) b WHERE a.range + b.range = -1";

test("a read that is stopped stops the statement on the other server, and leaves no file", async (t) => {
  const far = await startFarApp(t);
  await far.load("t", "SELECT range AS a FROM range(300000)");
  const source = await far.open();
  const columns = await columnsOf(source, "t");
  const folder = await mkdtemp(join(tmpdir(), "hotdata-read-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const { FarServer } = await import("../../../src/connectors/hotdata/far-server.ts");
  const { FarQueries } = await import("../../../src/connectors/hotdata/far-queries.ts");
  const { hotdataConfig } = await import("../../../src/connectors/hotdata/hotdata-config.ts");
  const queries = new FarQueries(
    new FarServer(hotdataConfig.parse(far.config), RULES),
    far.databaseId,
  );
  for (const ask of ["rows", "result"] as const) {
    const stop = new AbortController();
    const asked = queries[ask](SLOW, stop.signal);
    await pause(500);
    assert.equal(await lastStatus(), "running");
    stop.abort(new Error("enough"));
    await assert.rejects(asked, /enough/);
    for (let tries = 0; tries < 100 && (await lastStatus()) === "running"; tries += 1)
      await pause(20);
    assert.equal(await lastStatus(), "cancelled", ask);
  }
  const impatient = new FarQueries(
    new FarServer(hotdataConfig.parse(far.config), { ...RULES, statementMs: 300 }),
    far.databaseId,
  );
  await assert.rejects(impatient.result(SLOW, SIGNAL), { kind: "unavailable" });
  // A copy waits as long as the other server says that it runs.
  const stop = new AbortController();
  const copied = impatient.result(SLOW, stop.signal, true);
  await pause(1_000);
  assert.equal(await lastStatus(), "running");
  stop.abort(new Error("enough"));
  await assert.rejects(copied, /enough/);
  const request = { schema: "main", table: "t", columns, folder, maxBytes: 1_000 };
  await assert.rejects(
    async () => {
      await using read = await source.read(request, SIGNAL);
      for await (const _ of read.pieces) assert.fail("it is larger than that");
    },
    { kind: "unreadable" },
  );
  assert.deepEqual(await readdir(folder), []);

  async function lastStatus(): Promise<string> {
    return (await far.app.call("GET", "/v1/query-runs?limit=1")).json.query_runs[0].status;
  }
});
