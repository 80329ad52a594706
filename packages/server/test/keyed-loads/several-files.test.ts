import assert from "node:assert/strict";
import { test } from "node:test";
import { startKeyedApp } from "./keyed-app.ts";

test("several files in one load", async (t) => {
  const { count, refusal, rows, upload } = await startKeyedApp(t, [{ name: "k", key: ["id"] }]);
  const csv = (text: string) => upload(text, "text/csv");
  const lines = (text: string) => upload(text, "application/x-ndjson");

  await t.test("columns match by name, types widen, formats differ", async () => {
    const upload_ids = [
      await csv("id,name\n1,ann\n2,bob\n"),
      await lines('{"NAME":"cid","id":5000000000,"extra":[1]}\n'),
      await csv("id\n4\n"),
    ];
    assert.equal(await count("t", { mode: "replace", upload_ids }), 4);
    assert.deepEqual(await rows("SELECT id, name, extra, typeof(id) FROM t ORDER BY id"), [
      [1, "ann", null, "BIGINT"],
      [2, "bob", null, "BIGINT"],
      [4, null, null, "BIGINT"],
      [5000000000, "cid", [1], "BIGINT"],
    ]);
  });

  await t.test("guesses that have no type in common are text", async () => {
    const upload_ids = [await csv("code,n\n007,1\n"), await csv("code,n\nA12,2\n")];
    await count("codes", { mode: "replace", upload_ids });
    assert.deepEqual(await rows("SELECT code, n FROM codes ORDER BY n"), [
      ["007", 1],
      ["A12", 2],
    ]);
  });

  await t.test("one bad file keeps all of them out", async () => {
    const upload_ids = [await csv("id,name\n8,x\n"), await lines('{"id":{"nested":1}}\n')];
    assert.match(await refusal("t", { mode: "append", upload_ids }), /^409 /);
    assert.deepEqual(await rows("SELECT count(*) FROM t"), [[4]]);
  });

  await t.test("by key, the last row of the last file counts", async () => {
    const first = [await csv("id,n\n1,1\n2,2\n"), await csv("n,id\n20,2\n30,3\n")];
    assert.equal(await count("k", { mode: "upsert", upload_ids: first }), 3);
    const second = [await csv("id\n3\n"), await csv("id,other\n1,x\n")];
    assert.equal(await count("k", { mode: "delete", upload_ids: second }), 1);
    assert.deepEqual(await rows("SELECT id, n FROM k"), [[2, 20]]);
    const uneven = [await csv("id,n\n2,1\n"), await csv("id\n2\n")];
    assert.match(
      await refusal("k", { mode: "update", upload_ids: uneven }),
      /^400 upload is missing column 'n' \(upload '/,
    );
  });
});
