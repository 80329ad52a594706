import assert from "node:assert/strict";
import { test } from "node:test";
import { moveEras, placesOfDays } from "../../../src/connectors/postgres/move-eras.ts";

test("days before Christ are moved to where the engine reads them, in their columns only", () => {
  const text =
    '1,0044-03-15 BC,0044-03-15 10:00:00.5 BC,"5 BC, ""é"" BC"\n2,,infinity,\n3,2026-01-31,"",x BC\n';
  const piece = { text: Buffer.from(text), rowCount: 3, longestRowBytes: 60 };
  const moved = moveEras(piece, [1, 2]);
  assert.equal(
    Buffer.from(moved.text).toString(),
    '"1","0044-03-15 (BC)","0044-03-15 (BC) 10:00:00.5","5 BC, ""é"" BC"\n' +
      '"2",,"infinity",\n"3","2026-01-31","","x BC"\n',
  );
  assert.equal(moved.rowCount, 3);
  assert.equal(moved.longestRowBytes, moved.text.indexOf(0x0a) + 1);
});

test("pieces without such days are passed on as they are", () => {
  const piece = { text: Buffer.from("1,2026-01-31\n"), rowCount: 1, longestRowBytes: 13 };
  assert.equal(moveEras(piece, [1]), piece);
  const name = { text: Buffer.from("1,5 BC\n"), rowCount: 1, longestRowBytes: 7 };
  assert.equal(moveEras(name, []), name);
  assert.deepEqual(
    placesOfDays([
      { kind: "scalar", name: "VARCHAR" },
      { kind: "scalar", name: "DATE" },
      { kind: "list", element: { kind: "scalar", name: "DATE" } },
      { kind: "scalar", name: "TIMESTAMPTZ" },
    ]),
    [1, 3],
  );
});
