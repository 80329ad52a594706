import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { RowTextColumn } from "../../src/engine/engine.ts";
import { openEngineIn } from "../engine/open-engine-in.ts";

const NO_LIMIT = new AbortController().signal;

function scalar(name: ScalarTypeName): ColumnType {
  return { kind: "scalar", name };
}

function column(type: ColumnType, encoding: RowTextColumn["encoding"] = "text"): RowTextColumn {
  return { name: `a "${encoding}" column`, type, encoding };
}

interface Rows {
  readonly columns: readonly RowTextColumn[];
  readonly text: string | Uint8Array;
  readonly rowCount: number;
  readonly hasLineBreaks?: boolean;
}

/** Writes rows of text as a data file and reads them again, as text. */
async function throughEngine(t: TestContext, rows: Rows): Promise<unknown[][]> {
  const { engine, folder } = await openEngineIn(t, ["staging", "databases"], {
    memoryMb: 512,
    threads: 2,
  });
  const path = join(folder("staging"), "source.rows");
  await writeFile(path, rows.text);
  const columns = rows.columns.map((one, index) => ({ ...one, name: `c${index}` }));
  const text = Buffer.from(rows.text);
  const files = await engine.writeDataFiles(
    {
      source: {
        path,
        format: "rows",
        compression: "none",
        label: 'table "s.t"',
        fullScan: false,
        rows: {
          columns,
          rowCount: rows.rowCount,
          form: {
            kind: "text",
            longestRowBytes: text.length,
            hasLineBreaks: rows.hasLineBreaks ?? false,
          },
        },
      },
      columns: columns.map((one, index) => ({
        ...one,
        sourceName: one.name,
        fieldId: index + 1,
        children: childrenOf(one.type),
      })),
      targetDir: folder("databases"),
    },
    NO_LIMIT,
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const list = columns.map(({ name }) => `${name}::VARCHAR`).join(", ");
    const [file] = files;
    if (file === undefined) return [];
    const read = await connection.runAndReadAll(`SELECT ${list} FROM read_parquet('${file.path}')`);
    return read.getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function childrenOf(type: ColumnType) {
  if (type.kind !== "list") return [];
  return [{ name: "element", type: type.element, fieldId: 100, children: [] }];
}

test("NULL is nothing, empty text is two quotes, and texts keep every character", async (t) => {
  const odd = ['a,"b"\nc', " x ", "\r\n", "ü€😀", "NULL", "\\N", "'", "a\0b"];
  const cells = ["", '""', ...odd.map((text) => `"${text.replaceAll('"', '""')}"`)];
  const rows = await throughEngine(t, {
    columns: [column(scalar("INTEGER")), column(scalar("VARCHAR"))],
    text: cells.map((cell, index) => `${index},${cell}\n`).join(""),
    rowCount: cells.length,
    hasLineBreaks: true,
  });
  const expected = [null, "", ...odd].map((value, index) => [String(index), value]);
  assert.deepEqual(rows, expected);
});

test("each encoding makes its values", async (t) => {
  const integers: ColumnType = { kind: "list", element: scalar("INTEGER") };
  const decimal: ColumnType = { kind: "decimal", precision: 10, scale: 2 };
  const rows = await throughEngine(t, {
    columns: [
      column(scalar("BLOB"), "hex"),
      column(integers, "json"),
      column(decimal),
      column(scalar("DOUBLE")),
      column(scalar("TIMESTAMPTZ")),
      column(scalar("JSON")),
    ],
    text: '00ff41,"[1,null,3]",-1.50,NaN,2024-02-29 23:59:59.123456+00,"{""a"": 1}"\n"","[]",3,-Infinity,"0044-03-15 (BC) 00:00:00+00",\n',
    rowCount: 2,
  });
  assert.deepEqual(rows, [
    ["\\x00\\xFFA", "[1, NULL, 3]", "-1.50", "nan", "2024-02-29 23:59:59.123456+00", '{"a": 1}'],
    ["", "[]", "3.00", "-inf", "0044-03-15 (BC) 00:00:00+00", null],
  ]);
});

for (const [name, type, cell] of [
  ["a fraction in an integer", scalar("BIGINT"), "1.6"],
  ["digits beyond a decimal's scale", { kind: "decimal", precision: 5, scale: 2 }, "1.239"],
  ["a time in a date", scalar("DATE"), "2024-01-01 10:00:00"],
  ["no number", scalar("INTEGER"), "secret-cell"],
  ["a number too large", scalar("INTEGER"), "3000000000"],
] as const) {
  test(`${name} fails with the column's name and none of the row`, async (t) => {
    const columns = [column(scalar("INTEGER")), column(type)];
    const text = `1,\n2,${cell}\n`;
    await assert.rejects(throughEngine(t, { columns, text, rowCount: 2 }), (error: Error) => {
      assert.equal(error.name, "SourceError");
      assert.match(error.message, /^table "s\.t", column "c1": a value is not exactly/);
      assert.ok(!error.message.includes(cell), error.message);
      return true;
    });
  });
}

for (const [name, text, rowCount] of [
  ["bytes that are no UTF-8", Buffer.from([0x31, 0x2c, 0x22, 0xff, 0xfe, 0x22, 0x0a]), 1],
  ["rows of another width", "1,a,secret-cell\n", 1],
  ["odd hex digits", "1,abc\n", 1],
] as const) {
  test(`${name} fail`, async (t) => {
    const isHex = name === "odd hex digits";
    const columns = [
      column(scalar("INTEGER")),
      isHex ? column(scalar("BLOB"), "hex") : column(scalar("VARCHAR")),
    ];
    await assert.rejects(throughEngine(t, { columns, text, rowCount }), (error: Error) => {
      assert.equal(error.name, "SourceError");
      assert.ok(!error.message.includes("secret-cell"), error.message);
      return true;
    });
  });
}

test("rows that were counted and are not there are our fault", async (t) => {
  const columns = [column(scalar("INTEGER"))];
  await assert.rejects(throughEngine(t, { columns, text: "1\n2\n", rowCount: 3 }), /3 rows, but 2/);
});

test("texts that look like rows are not taken for any, however large the file", async (t) => {
  const trap = '"\n1,""x""\n2,3\n"';
  const row = `7,${trap}\n`;
  const rowCount = 400_000;
  const rows = await throughEngine(t, {
    columns: [column(scalar("INTEGER")), column(scalar("VARCHAR"))],
    text: row.repeat(rowCount),
    rowCount,
    hasLineBreaks: true,
  });
  assert.equal(rows.length, rowCount);
  assert.deepEqual(new Set(rows.map(([, text]) => text)), new Set(['\n1,"x"\n2,3\n']));
});

test("a row of many megabytes is read", async (t) => {
  const long = "x".repeat(9 * 1_024 ** 2);
  const rows = await throughEngine(t, {
    columns: [column(scalar("INTEGER")), column(scalar("VARCHAR"))],
    text: `1,"${long}"\n2,"${long}"\n`,
    rowCount: 2,
  });
  assert.deepEqual(
    rows.map(([, text]) => String(text).length),
    [long.length, long.length],
  );
});
