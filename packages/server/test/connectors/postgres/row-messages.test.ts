import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageReader } from "../../../src/connectors/postgres/message-reader.ts";
import { RowTextBuffer } from "../../../src/connectors/postgres/row-text-buffer.ts";

test("rows become the same text wherever the bytes of a connection are cut", () => {
  const stream = Buffer.concat([
    message("T", Buffer.from("description")),
    message("D", cells(["1", 'a"b,"', null, ""])),
    message("D", cells(["22", "line\nend", "x", null])),
    message("C", Buffer.from("SELECT 2\0")),
    message("Z", Buffer.from("I")),
  ]);
  for (let size = 1; size <= stream.length; size += 1) {
    const { text, others, rowCount } = read(stream, size, {
      bare: [true, false, false, false],
      from: "cells",
    });
    assert.equal(text, '1,"a""b,""",,""\n22,"line\nend","x",\n');
    assert.equal(others, "TCZ");
    assert.equal(rowCount, 2);
  }
});

test("lines of a COPY are taken over, whatever comes between", () => {
  const stream = Buffer.concat([
    message("H", Buffer.from([0, 0, 0])),
    message("d", Buffer.from("1,a\n")),
    message("S", Buffer.from("TimeZone\0UTC\0")),
    message("d", Buffer.from('2,"b\nc"\n')),
    message("c", Buffer.alloc(0)),
  ]);
  const { text, others } = read(stream, 7, { bare: [true, false], from: "lines" });
  assert.equal(text, '1,a\n2,"b\nc"\n');
  assert.equal(others, "HSc");
});

test("cells behind the columns are left out", () => {
  const stream = message("D", cells(["1", "a", null, "guard"]));
  assert.equal(read(stream, 100, { bare: [true, false], from: "cells" }).text, '1,"a"\n');
});

test("pieces say how long their longest row is, and rows longer than a piece are whole", () => {
  const long = "x".repeat(3_000_000);
  const stream = Buffer.concat([
    message("d", Buffer.from("short\n")),
    message("d", Buffer.from(`${long}\n`)),
    message("d", Buffer.from("short\n")),
  ]);
  const { lengths, text } = read(stream, 65_536, { bare: [false], from: "lines" });
  assert.deepEqual(lengths, [6, long.length + 1, 6]);
  assert.equal(text, `short\n${long}\nshort\n`);
});

interface Reading {
  readonly bare: readonly boolean[];
  readonly from: "lines" | "cells";
}

function read(stream: Buffer, size: number, { bare, from }: Reading) {
  const texts: string[] = [];
  const lengths: number[] = [];
  let rowCount = 0;
  let others = "";
  const buffer = new RowTextBuffer(bare, (piece) => {
    texts.push(Buffer.from(piece.text).toString());
    lengths.push(piece.longestRowBytes);
    rowCount += piece.rowCount;
  });
  const reader = new MessageReader({
    row: (bytes, start, end) => {
      if (from === "lines") buffer.addLine(bytes, start, end);
      else buffer.addCells(bytes, start, end);
    },
    other: (bytes) => {
      assert.equal(bytes.length, 1 + bytes.readInt32BE(1));
      others += String.fromCharCode(bytes[0] ?? 0);
    },
  });
  for (let at = 0; at < stream.length; at += size) reader.add(stream.subarray(at, at + size));
  buffer.flush();
  assert.equal(reader.pendingBytes, 0);
  return { text: texts.join(""), lengths, rowCount, others };
}

function message(code: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(code);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function cells(values: readonly (string | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(values.length);
  const parts = values.map((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value === null ? -1 : Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value ?? "")]);
  });
  return Buffer.concat([count, ...parts]);
}
