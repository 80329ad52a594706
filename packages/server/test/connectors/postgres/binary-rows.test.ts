import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnType } from "@hotdata/contract/types";
import { MAX_GROUP_ROWS } from "../../../src/connectors/columns/row-group.ts";
import type { DiscoveredColumn, SourcePiece } from "../../../src/connectors/connector.ts";
import { columnForm } from "../../../src/connectors/postgres/binary/column-form.ts";
import { RowGroupBuilder } from "../../../src/connectors/postgres/binary/row-group-builder.ts";
import { MessageReader } from "../../../src/connectors/postgres/message-reader.ts";
import { spooledFiles, tallyOf } from "../../../src/connectors/process/spooled-files.ts";

const INTEGER = column("integer", { kind: "scalar", name: "INTEGER" });
const TEXT = column("text", { kind: "scalar", name: "VARCHAR" });
const BOOLEAN = column("boolean", { kind: "scalar", name: "BOOLEAN" });

test("rows become the same values wherever the bytes of a connection are cut", async (t) => {
  const tuples = [
    [int32(-7), Buffer.from("a\nb"), Buffer.from([1])],
    [null, Buffer.from("x".repeat(200)), null],
    [int32(2 ** 31 - 1), null, Buffer.from([0])],
    [null, Buffer.from(""), Buffer.from([1])],
  ];
  const stream = copyOf(tuples);
  for (const size of [1, 2, 3, 7, 26, 27, 28, 64, stream.length]) {
    assert.deepEqual(await read(t, [INTEGER, TEXT, BOOLEAN], stream, size), [
      ["-7", "a\nb", "true"],
      [null, "x".repeat(200), null],
      ["2147483647", null, "false"],
      [null, "", "true"],
    ]);
  }
});

test("numbers of any digits and scale come exactly", async (t) => {
  for (const [precision, scale] of [
    [1, 0],
    [9, 9],
    [12, 0],
    [12, 5],
    [13, 3],
    [18, 18],
    [18, 2],
    [19, 0],
    [38, 0],
    [38, 17],
    [38, 38],
  ] as const) {
    const type = { kind: "decimal", precision, scale } as const;
    const units = someUnits(precision);
    const stream = copyOf(units.map((unit) => [numeric(unit, scale)]));
    const rows = await read(t, [column("numeric", type)], stream, 1_000);
    const found = rows.map(([text]) => BigInt((text ?? "").replace(".", "")));
    assert.deepEqual(found, units, `numeric(${precision}, ${scale})`);
  }
});

test("more rows than a row group has, some without a value, keep their order", async (t) => {
  const count = MAX_GROUP_ROWS + 10_000;
  const tuples = Array.from({ length: count }, (_, row) => [
    row % 7 === 3 ? null : int32(row),
    row < MAX_GROUP_ROWS ? Buffer.from(String(row)) : null,
    row % 5 === 0 ? null : Buffer.from([row % 2]),
  ]);
  const rows = await read(t, [INTEGER, TEXT, BOOLEAN], copyOf(tuples), 65_536);
  assert.equal(rows.length, count);
  for (const [row, values] of rows.entries()) {
    assert.deepEqual(values, [
      row % 7 === 3 ? null : String(row),
      row < MAX_GROUP_ROWS ? String(row) : null,
      row % 5 === 0 ? null : String(row % 2 === 1),
    ]);
  }
});

test("a field that is no value of its column fails, and names the column only", async (t) => {
  const timestamp = column("timestamp without time zone", { kind: "scalar", name: "TIMESTAMP" });
  const decimal = column("numeric", { kind: "decimal", precision: 9, scale: 2 });
  const afterTheEnd = Buffer.alloc(8, 0xff);
  afterTheEnd[0] = 0x7f;
  afterTheEnd[7] = 0xfe;
  const noNumber = Buffer.from([0, 0, 0, 0, 0xc0, 0, 0, 0]);
  for (const [of, field] of [
    [INTEGER, Buffer.alloc(8)],
    [BOOLEAN, Buffer.alloc(2)],
    [timestamp, afterTheEnd],
    [decimal, noNumber],
  ] as const) {
    await assert.rejects(read(t, [TEXT, of], copyOf([[Buffer.from("secret"), field]]), 100), {
      kind: "unreadable",
      message: /^table "s\.t", column "value": a value is not exactly one of type/,
    });
  }
});

test("what is no binary COPY is not taken for one", async (t) => {
  await assert.rejects(read(t, [TEXT], message(Buffer.from("1,a\n")), 100), /do not begin/);
  const more = copyOf([[Buffer.from("a"), Buffer.from("b")]]);
  await assert.rejects(read(t, [TEXT], more, 100), /another number of fields/);
});

/** The rows as text, by way of files. */
async function read(
  t: TestContext,
  columns: readonly DiscoveredColumn[],
  stream: Buffer,
  size: number,
): Promise<(string | null)[][]> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-binary-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const forms = columns.map(columnForm);
  const label = 'table "s.t"';
  const tally = tallyOf({ folder, fileBytes: 1_000_000, mayInline: false });
  const pieces = piecesOf(forms, label, stream, size);
  const files = spooledFiles({ pieces, columns: forms.map((form) => form.column), label, tally });
  const rows: (string | null)[][] = [];
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for await (const { file } of files) {
      assert.ok(file !== undefined);
      const texts = columns.map((_, index) => `CAST(c${index} AS VARCHAR)`).join(", ");
      const from = `read_parquet('${file.path}')`;
      const reader = await connection.runAndReadAll(`SELECT ${texts} FROM ${from}`);
      const found = reader.getRowsJson();
      assert.equal(found.length, file.rows?.rowCount);
      for (const row of found)
        rows.push(row.map((cell) => (typeof cell === "string" ? cell : null)));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return rows;
}

async function* piecesOf(
  forms: readonly ReturnType<typeof columnForm>[],
  label: string,
  stream: Buffer,
  size: number,
): AsyncGenerator<SourcePiece> {
  const pieces: SourcePiece[] = [];
  const builder = new RowGroupBuilder(forms, label, (piece) => pieces.push(piece));
  const reader = new MessageReader({
    row: (bytes, start, end) => builder.row(bytes, start, end),
    other: () => undefined,
  });
  for (let at = 0; at < stream.length; at += size) {
    // Bytes that were read are of no use afterwards.
    const chunk = Buffer.from(stream.subarray(at, at + size));
    reader.add(chunk);
    builder.settle();
    yield* pieces.splice(0);
  }
  builder.flush();
  yield* pieces.splice(0);
}

function column(sourceType: string, type: ColumnType): DiscoveredColumn {
  return { name: "value", type, sourceType, isNullable: true };
}

/** As the server sends them: the header goes with the first tuple, the end has its own message. */
function copyOf(tuples: readonly (readonly (Buffer | null)[])[]): Buffer {
  const header = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
  const rows = tuples.map((fields, index) =>
    message(index === 0 ? Buffer.concat([header, tuple(fields)]) : tuple(fields)),
  );
  return Buffer.concat([...rows, message(int16(-1))]);
}

function message(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from("d"), int32(body.length + 4), body]);
}

function tuple(fields: readonly (Buffer | null)[]): Buffer {
  const parts = fields.map((field) =>
    field === null ? int32(-1) : Buffer.concat([int32(field.length), field]),
  );
  return Buffer.concat([int16(fields.length), ...parts]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** As the server sends a number: digits to the base of 10,000, without zeros at either end. */
function numeric(units: bigint, scale: number): Buffer {
  const text = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale);
  const wholeDigits = Math.ceil(whole.length / 4);
  const padded =
    whole.padStart(wholeDigits * 4, "0") + fraction.padEnd(Math.ceil(scale / 4) * 4, "0");
  const digits = (padded.match(/.{4}/g) ?? []).map(Number);
  let weight = wholeDigits - 1;
  while (digits[0] === 0) {
    digits.shift();
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits.pop();
  if (digits.length === 0) weight = 0;
  const sign = Buffer.from(units < 0n ? [0x40, 0] : [0, 0]);
  const head = [int16(digits.length), int16(weight), sign, int16(scale)];
  return Buffer.concat([...head, ...digits.map(int16)]);
}

/** Numbers of all lengths, the largest ones and those around powers of two and ten among them. */
function someUnits(precision: number): bigint[] {
  const most = 10n ** BigInt(precision) - 1n;
  const found = new Set<bigint>([0n, 1n, most]);
  for (let power = 1; power <= precision; power += 1) {
    for (const near of [-1n, 0n, 1n]) found.add(10n ** BigInt(power) + near);
  }
  for (let power = 1n; power < 128n; power += 1n) {
    for (const near of [-1n, 0n, 1n]) found.add(2n ** power + near);
  }
  const fitting = [...found].filter((unit) => unit <= most);
  return [...fitting, ...fitting.map((unit) => -unit).filter((unit) => unit !== 0n)];
}
