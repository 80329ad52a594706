import assert from "node:assert/strict";
import { test } from "node:test";
import { CELL, type CellKind } from "../../../src/connectors/mysql/cell-kind.ts";
import { RowText } from "../../../src/connectors/mysql/row-text.ts";
import { rowPacket } from "./packets.ts";

type Cell = Buffer | string | null;

function textOf(kind: CellKind, cell: Cell): string {
  return rowsOf([kind], [[cell]])
    .join("")
    .slice(0, -1);
}

/** The pieces that rows become; they lie somewhere in a larger buffer, as they do on the way. */
function rowsOf(kinds: readonly CellKind[], rows: readonly (readonly Cell[])[]): string[] {
  const text = new RowText(kinds);
  const pieces: string[] = [];
  const take = (bytes: number): void => {
    const piece = text.take(bytes);
    const lines = piece.text.toString();
    assert.equal(piece.longestRowBytes <= piece.text.length, true);
    pieces.push(lines);
  };
  for (const cells of rows) {
    const packet = rowPacket(cells);
    const bytes = Buffer.concat([Buffer.of(9, 9, 9), packet, Buffer.of(9, 9)]);
    if (!text.hasRoomFor(packet.length)) take(packet.length);
    text.add(bytes, 3, 3 + packet.length);
  }
  if (!text.isEmpty) take(0);
  return pieces;
}

test("NULL is nothing, an empty value is two quotes", () => {
  assert.equal(textOf(CELL.TEXT, null), "");
  assert.equal(textOf(CELL.TEXT, ""), '""');
  assert.equal(textOf(CELL.HEX, null), "");
  assert.equal(textOf(CELL.HEX, ""), '""');
  assert.equal(textOf(CELL.PLAIN, null), "");
});

test("texts are quoted, of whatever length", () => {
  assert.equal(textOf(CELL.TEXT, 'say "hi",\nÜ'), '"say ""hi"",\nÜ"');
  for (const length of [1, 250, 251, 255, 256, 257, 1_000, 65_535, 65_536, 300_000]) {
    for (const text of ["x".repeat(length), `"${'ab"'.repeat(length / 3)}"`, '"'.repeat(length)]) {
      assert.equal(textOf(CELL.TEXT, text), `"${text.replaceAll('"', '""')}"`, `length ${length}`);
    }
  }
});

test("bytes are hex digits, geometries without their reference system", () => {
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  assert.equal(textOf(CELL.HEX, every), every.toString("hex"));
  assert.equal(textOf(CELL.WKB_HEX, Buffer.from("e61000000101ff", "hex")), "0101ff");
});

test("bits are a number of up to 64 of them", () => {
  assert.equal(textOf(CELL.BITS, Buffer.of(1)), "1");
  assert.equal(textOf(CELL.BITS, Buffer.of(1, 1)), "257");
  assert.equal(textOf(CELL.BITS, Buffer.alloc(8, 255)), String(2n ** 64n - 1n));
});

test("moments keep their digits; what is no day or time of day is NULL", () => {
  assert.equal(textOf(CELL.DATE, "2024-02-29"), "2024-02-29");
  assert.equal(textOf(CELL.DATE, "2000-02-29"), "2000-02-29");
  assert.equal(textOf(CELL.DATE, "9999-12-31"), "9999-12-31");
  const none = ["0000-00-00", "2024-00-10", "2024-05-00", "2023-02-29", "1900-02-29", "2024-04-31"];
  for (const date of none) {
    assert.equal(textOf(CELL.DATE, date), "", date);
    assert.equal(textOf(CELL.DATE_TIME, `${date} 10:00:00`), "", date);
    assert.equal(textOf(CELL.UTC_TIME, `${date} 10:00:00`), "", date);
  }
  assert.equal(textOf(CELL.DATE_TIME, "2024-01-01 00:00:00.123456"), "2024-01-01 00:00:00.123456");
  assert.equal(textOf(CELL.UTC_TIME, "2024-01-01 00:00:00.5"), "2024-01-01 00:00:00.5+00");
  assert.equal(textOf(CELL.TIME, "23:59:59.999999"), "23:59:59.999999");
  for (const time of ["-00:00:01", "24:00:00", "838:59:59"])
    assert.equal(textOf(CELL.TIME, time), "");
});

test("rows follow each other in pieces, none of which is cut inside a row", () => {
  const kinds = [CELL.PLAIN, CELL.TEXT, CELL.HEX];
  const rows = Array.from({ length: 5_000 }, (_, index) => [
    String(index),
    index % 7 === 0 ? null : `note "${"n".repeat(index % 300)}"`,
    Buffer.alloc(index % 50, index % 256),
  ]);
  // Longer than a piece.
  rows.splice(2_500, 0, ["-1", '"'.repeat(3 * 1024 * 1024), Buffer.alloc(2 * 1024 * 1024, 1)]);
  const pieces = rowsOf(kinds, rows);
  assert.ok(pieces.length > 2);
  for (const piece of pieces) assert.ok(piece.endsWith("\n"));
  const expected = rows.map(([number, note, bytes]) => {
    const text = typeof note === "string" ? `"${note.replaceAll('"', '""')}"` : "";
    const hex = Buffer.isBuffer(bytes) ? bytes.toString("hex") : "";
    return `${String(number)},${text},${hex === "" ? '""' : hex}\n`;
  });
  assert.equal(pieces.join(""), expected.join(""));
});

test("a cell that claims to be longer than its row is no row", () => {
  const text = new RowText([CELL.TEXT]);
  assert.throws(() => text.add(Buffer.of(5, 97, 98), 0, 3), /longer than its row/);
});
