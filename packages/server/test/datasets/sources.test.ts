import assert from "node:assert/strict";
import { test } from "node:test";
import { DatasetFixture } from "./dataset-fixture.ts";
import { parquetOf } from "./parquet-of.ts";

test("datasets of uploads", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;

  await t.test("CSV, JSON lines, a JSON array and Parquet, told by bytes or type", async () => {
    const expected = [
      [1, "x"],
      [2, "y"],
    ];
    const parquet = await parquetOf(t, "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'");
    const cases: [string, BodyInit, string, string?][] = [
      ["csv", "a,b\n1,x\n2,y\n", "text/csv"],
      ["csv bytes", "a,b\n1,x\n2,y\n", "application/octet-stream"],
      ["json lines", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n', "application/x-ndjson"],
      ["json array", '[{"a":1,"b":"x"},{"a":2,"b":"y"}]', "application/octet-stream"],
      ["parquet", parquet, "application/octet-stream"],
      ["format wins", "a,b\n1,x\n2,y\n", "application/json", "csv"],
    ];
    for (const [label, body, contentType, format] of cases) {
      const upload_id = await fixture.upload(body, contentType);
      const made = await fixture.create(label, { type: "upload", upload_id, format });
      const sql = `SELECT a, b FROM datasets.main.${made.table_name} ORDER BY a`;
      assert.deepEqual(await fixture.rows(sql), expected, label);
      assert.equal((await fixture.get(made.id)).source_type, "upload");
    }
  });

  await t.test("types of Parquet become those of tables", async () => {
    const parquet = await parquetOf(
      t,
      "SELECT 12345.67::DECIMAL(9,2) AS d, 9007199254740993::BIGINT AS big, 1::UTINYINT AS u, " +
        "TIMESTAMP '2026-01-31 10:00:00.000001' AS ts, " +
        "TIMESTAMPTZ '2026-01-31 10:00:00Z' AS tz, TIMESTAMP_NS '2026-01-31 10:00:00.123456789' AS ns, " +
        "DATE '2026-01-31' AS day, '0f'::BLOB AS raw, " +
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID AS id, [{'k': 1}] AS nested, " +
        "'red'::ENUM('red') AS e, NULL AS nothing, 'x' AS \"mixed Case\"",
    );
    const upload_id = await fixture.upload(parquet, "application/parquet");
    const { id } = await fixture.create("typed parquet", { upload_id });
    const { columns } = await fixture.get(id);
    assert.deepEqual(
      columns.map((one: { name: string; data_type: string }) => [one.name, one.data_type]),
      [
        ["d", "Decimal128(9, 2)"],
        ["big", "Int64"],
        ["u", "UInt8"],
        ["ts", "timestamp[us]"],
        ["tz", "timestamp[us, tz=UTC]"],
        ["ns", "timestamp[ns]"],
        ["day", "Date32"],
        ["raw", "Binary"],
        ["id", "Utf8"],
        ["nested", "list<item: struct<k: Int32>>"],
        ["e", "Utf8"],
        ["nothing", "Int32"],
        ["mixed Case", "Utf8"],
      ],
    );
    const { text } = await fixture.query("SELECT * FROM datasets.main.typed_parquet");
    assert.match(
      text,
      /"rows":\[\[12345\.67,9007199254740993,1,"2026-01-31T10:00:00\.000001","2026-01-31T10:00:00Z","2026-01-31T10:00:00\.123456789","2026-01-31","3066","a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",\[\{"k":1\}\],"red",null,"x"\]\]/,
    );
    const columnsGiven = await fixture.upload(parquet, "application/parquet");
    const source = { upload_id: columnsGiven, columns: { d: "DOUBLE" } };
    assert.match(await fixture.refusal({ label: "p", source }), /^400 .*types of its own/);
  });

  await t.test("an upload is used up by its dataset, untagged as well", async () => {
    const upload_id = await fixture.upload("a\n1\n");
    await fixture.create("first", { upload_id });
    assert.match(
      await fixture.refusal({ label: "second", source: { upload_id } }),
      /^400 Upload '.*' has already been consumed/,
    );
    const { json } = await app.call("GET", "/v1/files?status=consumed");
    assert.ok(json.uploads.some(({ id }: { id: string }) => id === upload_id));
    const load = await app.call(
      "POST",
      `/v1/databases/${await fixture.defaultDatabaseId()}/schemas/main/tables/t/loads`,
      { json: { mode: "replace", upload_id } },
    );
    assert.equal(load.status, 409);
  });

  await t.test("a failure gives it back", async () => {
    const upload_id = await fixture.upload("a\n1\n", "application/parquet");
    assert.match(await fixture.refusal({ label: "bad", source: { upload_id } }), /^400 /);
    const columns = { other: "INTEGER" };
    const source = { upload_id, format: "csv", columns };
    assert.match(await fixture.refusal({ label: "bad", source }), /^400 .*other/);
    await fixture.csv("taken", "a\n1\n");
    assert.match(await fixture.refusal({ label: "taken", source: { upload_id } }), /^409 /);
    await fixture.create("good", { upload_id, format: "csv" });
  });

  await t.test("of several that want one upload, one gets it", async () => {
    const upload_id = await fixture.upload("a\n1\n");
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        fixture.post({ label: `racer ${index}`, source: { type: "upload", upload_id } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 201).length, 1, statuses.join());
    assert.ok(
      statuses.every((status) => [201, 400, 409].includes(status)),
      statuses.join(),
    );
  });

  await t.test("one that is unknown, of another workspace, or not finished", async () => {
    const unknown = { label: "u", source: { type: "upload", upload_id: "upldnone" } };
    assert.match(await fixture.refusal(unknown), /^404 Upload 'upldnone' not found/);
    const session = await app.call("POST", "/v1/uploads", { json: { declared_size_bytes: 4 } });
    const open = { label: "o", source: { upload_id: session.json.upload_id } };
    assert.match(await fixture.refusal(open), /^400 .*not finalized/);
    const malformed = { label: "m", source: { upload_id: "../../etc/passwd" } };
    assert.match(await fixture.refusal(malformed), /^400 /);
  });
});

test("datasets of inline data", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const inline = (content: string, more: object = {}) => ({
    label: "L",
    source: { type: "inline", inline: { format: "csv", content, ...more } },
  });

  await t.test("JSON lines and an array", async () => {
    for (const [label, content] of [
      ["lines", '{"a":1,"b":{"c":[1,2]}}\n{"a":2,"b":null}'],
      ["list", '[{"a":1,"b":{"c":[1,2]}},{"a":2,"b":null}]'],
    ] as const) {
      await fixture.create(label, { inline: { format: "json", content } });
      assert.deepEqual(await fixture.rows(`SELECT * FROM datasets.main.${label} ORDER BY a`), [
        [1, { c: [1, 2] }],
        [2, null],
      ]);
    }
  });

  await t.test("1 MiB is the most, counted in bytes", async () => {
    const most = `a\n${"x".repeat(1_048_576 - 3)}\n`;
    assert.equal(Buffer.byteLength(most), 1_048_576);
    await fixture.csv("most", most);
    assert.match(await fixture.refusal(inline(`${most}y`)), /^400 .*1 MiB.* 1048577 bytes/);
    assert.match(
      await fixture.refusal(inline(`a\n${"ä".repeat(524_288)}`)),
      /^400 .*1048578 bytes/,
    );
  });

  await t.test("nothing in it, or nothing but a header", async () => {
    for (const content of ["", " \n", "a,b\n", "a,b"]) {
      assert.match(await fixture.refusal(inline(content)), /^400 No data found/, content);
    }
    const json = { label: "L", source: { inline: { format: "json", content: "[]" } } };
    assert.match(await fixture.refusal(json), /^400 /);
  });

  await t.test("names of columns that SQL cannot write", async () => {
    assert.match(await fixture.refusal(inline("a\u0000b,c\n1,2\n")), /^400 .*column 1 is empty or/);
    const json = { label: "L", source: { inline: { format: "json", content: '{"a":1,"":2}' } } };
    assert.match(await fixture.refusal(json), /^400 .*column 2 is empty or/);
    const strange = '{"a \\"quoted\\" ünï🦆":1}';
    await fixture.create("strange", { inline: { format: "json", content: strange } });
    const { json: answer } = await fixture.query("SELECT * FROM datasets.main.strange");
    assert.deepEqual([answer.columns, answer.rows], [['a "quoted" ünï🦆'], [[1]]]);
  });

  await t.test("only CSV and JSON", async () => {
    for (const format of ["parquet", "xml", "", undefined]) {
      const answer = await fixture.post(inline("a\n1\n", { format }));
      assert.equal(answer.status, 400, String(format));
      assert.equal(answer.json.error.details.errors[0].field, "source.inline.format");
    }
  });

  await t.test("columns give the types of all columns, and name no other", async () => {
    const columns = {
      id: "bigint",
      amount: { type: "DECIMAL", precision: 10, scale: 2 },
      Code: "text",
      at: "DATETIME",
      ok: "bool",
      raw: "bytea",
      n: "int",
    };
    const content = "id,amount,code,at,ok,raw,n\n1,5,007,2026-01-31 10:00:00,true,AB,3\n";
    const made = await fixture.create("typed", {
      type: "inline",
      inline: { format: "csv", content, columns },
    });
    assert.deepEqual(
      (await fixture.get(made.id)).columns.map((one: Record<string, unknown>) => one["data_type"]),
      ["Int64", "Decimal128(10, 2)", "Utf8", "timestamp[us]", "Boolean", "Binary", "Int32"],
    );
    const [row] = await fixture.rows("SELECT code, amount::VARCHAR, n FROM datasets.main.typed");
    assert.deepEqual(row, ["007", "5.00", 3]);
    for (const wrong of [
      { id: "bigint" },
      { ...columns, more: "text" },
      { ...columns, id: "NUMBER" },
      { ...columns, amount: "DECIMAL(99,2)" },
    ]) {
      assert.match(await fixture.refusal(inline(content, { columns: wrong })), /^400 /);
    }
    const json = '{"a":1}';
    const untyped = { format: "json", columns: { b: "text" } };
    assert.match(await fixture.refusal(inline(json, untyped)), /^400 .*lacks "a".*no "b"/);
    const wrongValue = inline("a\nx\n", { columns: { a: "integer" } });
    assert.match(await fixture.refusal(wrongValue), /^400 .*line 2/);
  });

  await t.test("values come out as they are documented", async () => {
    await fixture.create("exact", {
      inline: {
        format: "csv",
        content:
          "big,money,at,tz,note\n" +
          "9223372036854775807,12345678901234567890.123456789,2026-01-31 10:00:00.123456," +
          '2026-01-31T10:00:00Z,"nul \u0000, 🦆"\n',
        columns: {
          big: "BIGINT",
          money: "DECIMAL(38,9)",
          at: "TIMESTAMP",
          tz: "TIMESTAMPTZ",
          note: "VARCHAR",
        },
      },
    });
    const { text } = await fixture.query("SELECT * FROM datasets.main.exact");
    assert.match(
      text,
      /"rows":\[\[9223372036854775807,12345678901234567890\.123456789,"2026-01-31T10:00:00\.123456","2026-01-31T10:00:00Z","nul \\u0000, 🦆"\]\]/,
    );
  });
});

test("what a source can be", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const sources: unknown[] = [
    undefined,
    null,
    "text",
    [],
    {},
    { type: "ftp", url: "x" },
    { upload_id: "u", url: "https://example.com" },
    { type: "upload" },
    { type: "upload", upload_id: 7 },
    { type: "inline", inline: "a\n1" },
    { type: "sql_query" },
    { type: "sql_query", sql: " " },
    { type: "saved_query", saved_query_id: null },
    { type: "upload", upload_id: "u", format: "xlsx" },
    { type: "upload", upload_id: "u", columns: ["a"] },
  ];
  for (const source of sources) {
    const answer = await fixture.post({ label: "L", source });
    assert.equal(answer.status, 400, JSON.stringify(source));
    assert.match(answer.json.error.details.errors[0].field, /^source/, JSON.stringify(source));
  }
  const made = await fixture.post({
    label: "backend",
    storage_backend: "ducklake",
    unknown_field: 7,
    source: { type: "inline", inline: { format: "csv", content: "a\n1\n", columns: {} } },
  });
  assert.equal(made.status, 201, made.text);
});
