import assert from "node:assert/strict";
import { test } from "node:test";
import { FileBench } from "./file-bench.ts";

const NDJSON = "application/x-ndjson";

test("files into a table that is there: its types win, and nothing is rounded", async (t) => {
  const bench = await FileBench.start(t);

  await t.test("a CSV value that does not fit names line, column and value", async () => {
    await bench.loadFile("t", "id,price,day\n1,1.5,2024-01-01\n");
    for (const [row, column] of [
      ["2.5,1,2024-01-01", "id"],
      ["2,0.12345678901234567890,2024-01-01", "price"],
      ["2,1,2024-01-01 10:00:00", "day"],
    ] as const) {
      const upload_id = await bench.upload(`id,price,day\n,,\n${row}\n`);
      const answer = await bench.load("t", { mode: "append", upload_id });
      assert.equal(answer.status, 400, answer.text);
      assert.match(
        answer.json.error.message,
        new RegExp(`line 3, column "${column}": ".*" is not`),
      );
    }
    assert.deepEqual(await bench.rows("SELECT count(*)::INT FROM t"), [[1]]);
  });

  await t.test("other ways to write a value of the type are taken", async () => {
    await bench.loadFile("t", "id,price,day\n007,+2.50,2024-01-02\n", { mode: "append" });
    assert.deepEqual(await bench.rows("SELECT id, price, day::VARCHAR FROM t WHERE id = 7"), [
      [7, 2.5, "2024-01-02"],
    ]);
  });

  await t.test("CSV into a DECIMAL column is not rounded", async () => {
    const csv = { types: { v: "DECIMAL(6,2)" } };
    await bench.loadFile("d", "n,v\n1,1.25\n", { csv });
    const upload_id = await bench.upload("n,v\n2,1.239\n");
    const answer = await bench.load("d", { mode: "append", upload_id });
    assert.match(`${answer.status} ${answer.text}`, /^400 .*line 2, column \\"v\\": .*1\.239/);
    await bench.loadFile("d", "n,v\n2,1.2300\n", { mode: "append" });
    assert.deepEqual(await bench.rows("SELECT v::VARCHAR FROM d ORDER BY n"), [["1.25"], ["1.23"]]);
  });

  await t.test("empty text is no number, unless it means NULL", async () => {
    const upload_id = await bench.upload('id,price,day\n"","",""\n');
    const answer = await bench.load("t", { mode: "append", upload_id });
    assert.match(`${answer.status} ${answer.text}`, /^400 .*line 2, column/);
    const again = await bench.load("t", { mode: "append", upload_id, csv: { null: "" } });
    assert.equal(again.status, 200, again.text);
  });

  await t.test("JSON strings into a text column stay as they are", async () => {
    await bench.loadFile("s", '{"v":"x"}\n', { type: NDJSON });
    await bench.loadFile("s", '{"v":"2024-01-01"}\n{"v":"007"}\n', {
      type: NDJSON,
      mode: "append",
    });
    await bench.loadFile("s", '{"v":null}\n', { type: NDJSON, mode: "append" });
    assert.deepEqual(await bench.rows("SELECT v FROM s ORDER BY v NULLS LAST"), [
      ["007"],
      ["2024-01-01"],
      ["x"],
      [null],
    ]);
  });

  await t.test("JSON numbers into a DECIMAL column leave its type as it is", async () => {
    await bench.loadFile("w", "n,d\n1,1.25\n", { csv: { types: { d: "DECIMAL(6,2)" } } });
    const rows = '{"n":2,"d":3}\n{"n":3,"d":0.5}\n{"n":4,"d":null}\n';
    await bench.loadFile("w", rows, { type: NDJSON, mode: "append" });
    await bench.loadFile("w", '{"n":5,"d":7}\n', { type: NDJSON, mode: "append" });
    assert.deepEqual(await bench.rows("SELECT DISTINCT typeof(d) FROM w"), [["DECIMAL(6,2)"]]);
    for (const row of ['{"n":6,"d":0.125}', '{"n":6,"d":12345}']) {
      const upload_id = await bench.upload(`${row}\n`, NDJSON);
      const answer = await bench.load("w", { mode: "append", upload_id });
      assert.match(`${answer.status} ${answer.text}`, /^400 .*\\"d\\"/);
    }
    assert.deepEqual(await bench.rows("SELECT sum(d)::DOUBLE, count(*)::INT FROM w"), [[11.75, 5]]);
  });

  await t.test("JSON numbers into a DOUBLE column are not rounded", async () => {
    await bench.loadFile("n", '{"v":1.5}\n', { type: NDJSON });
    await bench.loadFile("n", '{"v":2}\n', { type: NDJSON, mode: "append" });
    const upload_id = await bench.upload('{"v":9007199254740993}\n', NDJSON);
    const answer = await bench.load("n", { mode: "append", upload_id });
    assert.ok(answer.status === 400 || answer.status === 409, answer.text);
    assert.deepEqual(await bench.rows("SELECT v FROM n ORDER BY v"), [[1.5], [2]]);
  });

  await t.test("JSON lists and objects into columns of their type", async () => {
    await bench.loadFile("l", '{"k":1,"tags":["a"],"o":{"x":1,"y":"p"}}\n', { type: NDJSON });
    await bench.loadFile("l", '{"k":2,"tags":null,"o":{"x":2}}\n', {
      type: NDJSON,
      mode: "append",
    });
    const text = "SELECT tags::VARCHAR, o::VARCHAR FROM l ORDER BY k";
    assert.deepEqual(await bench.rows(text), [
      ["[a]", "{'x': 1, 'y': p}"],
      [null, "{'x': 2, 'y': NULL}"],
    ]);
  });

  await t.test("an empty list of JSON goes into a list column", async () => {
    await bench.loadFile("e", '{"k":1,"tags":["a"]}\n', { type: NDJSON });
    await bench.loadFile("e", '{"k":2,"tags":[]}\n', { type: NDJSON, mode: "append" });
    assert.deepEqual(await bench.rows("SELECT len(tags)::INT FROM e ORDER BY k"), [[1], [0]]);
  });

  await t.test("a load by key reads its file in the same way", async () => {
    await bench.loadFile("u", "id,v\n1,1.5\n2,2.5\n");
    const upload_id = await bench.upload("id,v\n2,abc\n");
    const refused = await bench.load("u", { mode: "upsert", key: ["id"], upload_id });
    assert.match(`${refused.status} ${refused.text}`, /^400 .*line 2, column \\"v\\"/);
    const other = await bench.upload("id,v\n1,not looked at\n");
    const deleted = await bench.load("u", { mode: "delete", key: ["id"], upload_id: other });
    assert.equal(deleted.status, 200, deleted.text);
    await bench.loadFile("u", "id,v\n2,7\n3,8\n", { mode: "upsert", key: ["id"] });
    assert.deepEqual(await bench.rows("SELECT id, v FROM u ORDER BY id"), [
      [2, 7],
      [3, 8],
    ]);
  });
});

test("options of files", async (t) => {
  const bench = await FileBench.start(t);

  await t.test("inline data takes them, too", async () => {
    const data = "1;1,5\n2;NA\n";
    const csv = { header: false, names: ["a", "b"], decimal: ",", null: "NA" };
    const answer = await bench.load("t", { mode: "replace", data, csv });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await bench.rows("SELECT a, b FROM t"), [
      [1, 1.5],
      [2, null],
    ]);
  });

  await t.test("a type as tab-separated values is CSV", async () => {
    await bench.loadFile("tsv", "a\tb\n1\tx\n", { type: "text/tab-separated-values" });
    assert.deepEqual(await bench.rows("SELECT a, b FROM tsv"), [[1, "x"]]);
  });

  await t.test("UTF-16 JSON is recognised by its bytes", async () => {
    const body = Buffer.from('\uFEFF{"a":"é"}\n', "utf16le");
    await bench.loadFile("j", body, { type: "application/octet-stream" });
    assert.deepEqual(await bench.rows("SELECT a FROM j"), [["é"]]);
  });

  const refused: Readonly<Record<string, readonly [object, RegExp]>> = {
    "an unknown option": [{ csv: { delimeter: ";" } }, /delimeter/],
    "a delimiter of two characters": [{ csv: { delimiter: "::" } }, /csv\.delimiter/],
    "a line end as delimiter": [{ csv: { delimiter: "\n" } }, /csv\.delimiter/],
    "one character for two things": [{ csv: { delimiter: ";", quote: ";" } }, /csv\.quote/],
    "an unknown encoding": [{ csv: { encoding: "klingon" } }, /csv\.encoding/],
    "an unknown part of a date": [{ csv: { date_format: "%Q" } }, /csv\.date_format/],
    "an unknown type": [{ csv: { types: { a: "FOO" } } }, /csv\.types\.a/],
    "a type for a column that is not there": [
      { csv: { types: { z: "DATE" } } },
      /no column \\"z\\"/,
    ],
    "too few names": [{ csv: { names: ["p"] } }, /csv\.names has 1/],
    "an unknown on_error": [{ on_error: "ignore" }, /on_error/],
  };
  for (const [name, [fields, message]] of Object.entries(refused)) {
    await t.test(`refused: ${name}`, async () => {
      const answer = await bench.load("r", { mode: "replace", data: "a,b\n1,2\n", ...fields });
      assert.match(`${answer.status} ${answer.text}`, /^400 /);
      assert.match(answer.text, message);
    });
  }

  await t.test("refused: options that do not go with the file", async () => {
    const upload_id = await bench.upload('{"a":1}\n', NDJSON);
    const answer = await bench.load("r", { mode: "replace", upload_id, csv: { delimiter: ";" } });
    assert.match(`${answer.status} ${answer.text}`, /^400 .*which is json/);
  });
});

test("rejected rows", async (t) => {
  const bench = await FileBench.start(t);

  await t.test("those of several uploads make one report, in JSON and CSV and in SQL", async () => {
    const upload_ids = [
      await bench.upload("a,b\n1,2\nx,3\n5,6\n"),
      await bench.upload('a,b\n7\n8,"9\n'),
    ];
    const answer = await bench.load("t", { mode: "replace", upload_ids, on_error: "reject" });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.row_count, 2);
    assert.equal(answer.json.rejected_rows, 3);
    const url: string = answer.json.rejects_url;
    const { json } = await bench.result(url, "json");
    assert.deepEqual(json.columns, ["file", "line", "column", "value", "reason", "raw"]);
    assert.deepEqual(
      json.rows.map((row: readonly unknown[]) => row.slice(0, 4)),
      [
        [`upload '${upload_ids[0]}'`, 3, "a", "x"],
        [`upload '${upload_ids[1]}'`, 2, null, null],
        [`upload '${upload_ids[1]}'`, 3, null, null],
      ],
    );
    assert.deepEqual(json.rows[0]?.slice(4), ["not exactly a value of type BIGINT", "x,3"]);
    const csv = await bench.result(url, "csv");
    assert.match(csv.text, /^file,line,column,value,reason,raw\n/);
    assert.equal(csv.text.includes('8,""9'), true, csv.text);
    const again = await bench.load("t", { mode: "replace", upload_ids, on_error: "reject" });
    assert.deepEqual(again.json, answer.json, "a repeated load has the same answer");
  });

  await t.test("a table's types decide; other rows are appended", async () => {
    await bench.loadFile("p", "id,v\n1,1.5\n");
    const answer = await bench.loadFile("p", "id,v\n2,2.5\nx,1\n3,abc\n", {
      mode: "append",
      on_error: "reject",
    });
    assert.equal(answer.json.rejected_rows, 2);
    assert.deepEqual(await bench.rows("SELECT id FROM p ORDER BY id"), [[1], [2]]);
  });

  await t.test("a file without bad rows has no report", async () => {
    const { json } = await bench.loadFile("q", "id\n1\n", { on_error: "reject" });
    assert.equal(json.rejected_rows, 0);
    assert.equal(json.rejects_url, undefined);
  });

  await t.test("without on_error there is no word of it", async () => {
    const { json } = await bench.loadFile("q", "id\n1\n");
    assert.equal("rejected_rows" in json, false);
  });
});
