import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hotdata } from "../src/hotdata.ts";
import { searchStatement } from "../src/search/search-statement.ts";

const db = new Hotdata({ apiKey: "key", host: "http://127.0.0.1:9" }).database("dbid");
const notes = { table: "notes", column: "body" };

describe("the statement of a search", () => {
  it("has everything in parameters", () => {
    const words = 'it\'s -- "late" $1';
    assert.deepEqual(searchStatement(words, { ...notes, limit: 3 }).text, {
      sql: 'SELECT * FROM bm25_search($1, $2, $3, $4) ORDER BY "score" DESC LIMIT $5',
      parameters: ["notes", "body", words, 3, 3],
    });
  });

  it("sends vectors as typed lists, and texts to the index's provider", () => {
    const vector = searchStatement(new Float32Array([0.5, -2, 1e-7]), notes).text;
    assert.equal(
      vector.sql,
      'SELECT * FROM vector_search_vector($1, $2, $3, $4) ORDER BY "_distance" LIMIT $5',
    );
    const value = `[0.5, -2, ${Math.fround(1e-7)}]`;
    assert.deepEqual([...(Array.isArray(vector.parameters) ? vector.parameters : [])][2], {
      type: "FLOAT[]",
      value,
    });
    assert.match(searchStatement("a", { ...notes, kind: "vector" }).text.sql, / vector_search\(/);
    assert.match(searchStatement("a", { ...notes, kind: "hybrid" }).text.sql, / hybrid_search\(/);
  });

  it("quotes the columns, and keeps the values of conditions out of the text", () => {
    const filter = { 'a"b': "x' OR 1", year: [2025, 2026], gone: null };
    const { sql, parameters } = searchStatement("a", { ...notes, columns: ["id"], filter }).text;
    assert.equal(
      sql,
      'SELECT "id", "score" FROM bm25_search($1, $2, $3, $4) WHERE (true AND "a""b" = $5 AND ' +
        '"year" IN ($6, $7) AND "gone" IS NULL) ORDER BY "score" DESC LIMIT $8',
    );
    assert.deepEqual(parameters, ["notes", "body", "a", 10, "x' OR 1", 2025, 2026, 10]);
    const part = db.sql`city = ${"Porto"} OR city = ${"Lisbon"}`;
    assert.match(
      searchStatement("a", { ...notes, filter: part }).text.sql,
      / WHERE \(city = \$5 OR city = \$6\) ORDER/,
    );
  });

  it("refuses what cannot be looked for", () => {
    assert.throws(() => searchStatement([1, NaN], notes), /this one has NaN at 1/);
    assert.throws(() => searchStatement([], notes), /has no numbers/);
    assert.throws(() => searchStatement([1], { ...notes, kind: "text" }), /not for a vector/);
    for (const limit of [0, -1, 1.5, NaN]) {
      assert.throws(() => searchStatement("a", { ...notes, limit }), /limit is the most hits/);
    }
  });
});
