import assert from "node:assert/strict";
import { test } from "node:test";
import { startOutsideSource } from "./outside-source.ts";

// SQLite itself takes names for the same only where ASCII letters differ in case.
const TWINS = `
  CREATE TABLE twins ("Ä" INTEGER, "ä" INTEGER, other INTEGER);
  INSERT INTO twins VALUES (1, 2, 3);
  CREATE VIEW renamed AS SELECT "Ä" AS one, "ä" AS two FROM twins;`;

test("columns that differ in case only are refused alike, copied or read live", async (t) => {
  const fixture = await startOutsideSource(t, { kind: "sqlite", schemaSql: TWINS });
  for (const read_mode of ["cached", "live"]) {
    const { status, json } = await fixture.query("SELECT other FROM shop.main.twins", {
      read_mode,
    });
    assert.equal(status, 400, read_mode);
    assert.equal(json.error.code, "SOURCE_UNREADABLE", read_mode);
    assert.match(
      json.error.message,
      /^Table 'main\.twins' cannot be read: its columns "Ä" and "ä" differ in case only\. Give /,
    );
    const rows = await fixture.rows("SELECT one, two FROM shop.main.renamed", { read_mode });
    assert.deepEqual(rows, [[1, 2]]);
  }
});
