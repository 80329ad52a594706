import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { Hotdata, RowValidationError } from "../src/hotdata.ts";
import type { Database } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

const NOTES = [
  { id: 1, city: "Lisbon", body: "The parcel came late", vector: [1, 0, 0] },
  { id: 2, city: "Porto", body: "It's late again, very late", vector: [0.5, 0.5, 0] },
  { id: 3, city: "Porto", body: "The refund was quick", vector: [0, 0, 1] },
];

describe("db.search", () => {
  let server: RunningServer;
  let hotdata: Hotdata;
  let db: Database;

  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
    db = await hotdata.databases.create();
    await db.load("notes", NOTES);
    const { defaultConnectionId } = await db.info();
    const words = { indexName: "words", columns: ["body"], indexType: "bm25" } as const;
    const near = { indexName: "near", columns: ["vector"], indexType: "vector" } as const;
    for (const index of [words, near]) {
      await hotdata.indexes.create(defaultConnectionId, "main", "notes", index);
    }
  });
  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("finds rows by words, best first, typed and checked", async () => {
    const where = { table: "notes", column: "body", columns: ["id", "city"] };
    const schema = z.object({ id: z.int(), city: z.string() });
    const hits = await db.search("late", { ...where, schema });
    assert.deepEqual(
      hits.map(({ row }) => row),
      [
        { id: 2, city: "Porto" },
        { id: 1, city: "Lisbon" },
      ],
    );
    assert.ok((hits[0]?.score ?? 0) > (hits[1]?.score ?? 0) && (hits[1]?.score ?? 0) > 0);
    assert.deepEqual((await db.search("it's", where)).length, 1);
    const wrong = db.search("late", { ...where, schema: z.object({ id: z.string() }) });
    await assert.rejects(wrong, RowValidationError);
  });

  it("finds rows by the nearness of a vector, and the score is minus the distance", async () => {
    const where = { table: "main.notes", column: "vector", columns: ["id"], limit: 2 };
    for (const vector of [[1, 0, 0], new Float32Array([1, 0, 0])]) {
      assert.deepEqual(await db.search(vector, where), [
        { row: { id: 1 }, score: 0 },
        { row: { id: 2 }, score: -0.5 },
      ]);
    }
    await assert.rejects(db.search([1, 0], where), { status: 400, message: /2.*3|3.*2/ });
  });

  it("keeps to a filter, and finds what was loaded a moment ago", async () => {
    const where = { table: "notes", column: "body", columns: ["id"] };
    const ids = async (filter: Parameters<typeof db.search>[1]["filter"]) =>
      (await db.search("late", { ...where, limit: 1, filter })).map(({ row }) => row["id"]);
    assert.deepEqual(await ids({ city: "Lisbon" }), [1]);
    assert.deepEqual(await ids({ city: ["Faro", "Lisbon"] }), [1]);
    assert.deepEqual(await ids(db.sql`id < ${2} OR id > ${5}`), [1]);
    assert.deepEqual(await ids({ city: null }), []);
    const added = { id: 7, city: "Faro", body: "late, late, late", vector: [0, 1, 0] };
    await db.load("notes", [added], { mode: "append" });
    assert.deepEqual(await ids(undefined), [7]);
  });

  it("says what is missing", async () => {
    const missing = db.search("late", { table: "notes", column: "city" });
    await assert.rejects(missing, { status: 400, message: /No BM25 index found on column 'city'/ });
    await assert.rejects(db.search("late", { table: "gone", column: "body" }), /gone/);
  });
});
