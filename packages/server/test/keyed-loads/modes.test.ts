import assert from "node:assert/strict";
import { test } from "node:test";
import { startKeyedApp } from "./keyed-app.ts";

const ALL = "SELECT * FROM t ORDER BY ALL";

test("upsert", async (t) => {
  const { count, refusal, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);

  await t.test("makes the table", async () => {
    assert.equal(await count("t", { mode: "upsert", data: "id,name\n1,ann\n2,bob\n1,amy\n" }), 2);
    assert.deepEqual(await rows(ALL), [
      [1, "amy"],
      [2, "bob"],
    ]);
  });

  await t.test(
    "replaces rows and inserts others; columns match in any case and order",
    async () => {
      assert.equal(await count("t", { mode: "upsert", data: "NAME,Id\nbea,2\ncid,3\n" }), 3);
      assert.deepEqual(await rows(ALL), [
        [1, "amy"],
        [2, "bea"],
        [3, "cid"],
      ]);
    },
  );

  await t.test("needs every column", async () => {
    const said = await refusal("t", { mode: "upsert", data: "id\n1\n" });
    assert.equal(said, "400 upload is missing column 'name'");
    const noKey = await refusal("t", { mode: "upsert", data: "name\nx\n" });
    assert.equal(noKey, "400 upload is missing column 'id'");
  });

  await t.test("adds columns that the table lacks", async () => {
    await count("t", { mode: "upsert", data: "id,name,extra\n3,cyd,x\n4,dee,y\n" });
    assert.deepEqual(await rows(ALL), [
      [1, "amy", null],
      [2, "bea", null],
      [3, "cyd", "x"],
      [4, "dee", "y"],
    ]);
  });

  await t.test("refuses rows without a key", async () => {
    const said = await refusal("t", { mode: "upsert", data: "id,name,extra\n,a,b\n,c,d\n9,e,f\n" });
    assert.match(said, /^400 2 rows have NULL in the key column 'id'/);
    assert.deepEqual(await rows("SELECT count(*) FROM t"), [[4]]);
  });

  await t.test("a file without rows changes nothing", async () => {
    assert.equal(await count("t", { mode: "upsert", data: "id,name,extra\n" }), 4);
  });

  await t.test("the request's key goes before the declared one", async () => {
    await count("t", { mode: "upsert", key: ["NAME"], data: "id,name,extra\n10,amy,z\n" });
    assert.deepEqual(await rows("SELECT id, extra FROM t WHERE name = 'amy'"), [[10, "z"]]);
  });
});

test("update", async (t) => {
  const { count, refusal, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  await count("t", { mode: "replace", data: "id,name,n\n1,ann,1\n2,bob,2\n2,bob2,22\n,none,0\n" });

  await t.test("changes matching rows only, and only the columns it brings", async () => {
    assert.equal(await count("t", { mode: "update", data: "id,n\n2,20\n9,90\n,5\n" }), 4);
    assert.deepEqual(await rows("SELECT id, name, n FROM t ORDER BY n"), [
      [null, "none", 0],
      [1, "ann", 1],
      [2, "bob", 20],
      [2, "bob2", 20],
    ]);
  });

  await t.test("the last of several rows counts", async () => {
    await count("t", { mode: "update", data: "id,n\n1,5\n1,6\n1,7\n" });
    assert.deepEqual(await rows("SELECT n FROM t WHERE id = 1"), [[7]]);
  });

  await t.test("a file with the key alone changes nothing", async () => {
    assert.equal(await count("t", { mode: "update", data: "id\n1\n" }), 4);
  });

  await t.test("NULL is a value like any other", async () => {
    await count("t", { mode: "update", data: "id,name\n1,\n" });
    assert.deepEqual(await rows("SELECT name, n FROM t WHERE id = 1"), [[null, 7]]);
  });

  await t.test("a table that was never loaded is a 404", async () => {
    assert.match(
      await refusal("other", { mode: "update", key: ["id"], data: "id,n\n1,1\n" }),
      /^404 The table 'main\.other' has no rows to update/,
    );
  });
});

test("delete", async (t) => {
  const { count, load, refusal, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  const lines = Array.from({ length: 10 }, (_, index) => `${index},n${index}`).join("\n");
  await count("t", { mode: "replace", data: `id,name\n${lines}\n` });

  await t.test(
    "takes rows with the file's keys; other columns and unknown keys are ignored",
    async () => {
      assert.equal(await count("t", { mode: "delete", data: "other,id\nx,1\ny,99\nz,3\n" }), 8);
    },
  );

  await t.test("deletes after deletes, in the same files", async () => {
    assert.equal(await count("t", { mode: "delete", data: "id\n3\n4\n" }), 7);
    assert.equal(await count("t", { mode: "delete", data: "id\n4\n" }), 7);
    assert.deepEqual(await rows("SELECT id FROM t ORDER BY id"), [
      [0],
      [2],
      [5],
      [6],
      [7],
      [8],
      [9],
    ]);
  });

  await t.test("nothing to delete", async () => {
    assert.equal(await count("t", { mode: "delete", data: "id\n" }), 7);
    assert.equal(await count("t", { mode: "delete", data: "id,name\n,nobody\n" }), 7);
  });

  await t.test("then append, delete all, append, replace", async () => {
    assert.equal(await count("t", { mode: "append", data: "id,name\n3,back\n" }), 8);
    const all = Array.from({ length: 20 }, (_, index) => index).join("\n");
    const answer = await load("t", { mode: "delete", data: `id\n${all}\n` });
    assert.equal(answer.json.row_count, 0);
    assert.deepEqual(
      JSON.parse(answer.json.arrow_schema_json).fields.map(({ name }: { name: string }) => name),
      ["id", "name"],
    );
    assert.deepEqual(await rows(ALL), []);
    assert.equal(await count("t", { mode: "append", data: "id,name\n7,new\n" }), 1);
    assert.equal(await count("t", { mode: "replace", data: "id,name\n8,newer\n9,x\n" }), 2);
    assert.equal(await count("t", { mode: "delete", data: "id\n9\n" }), 1);
  });

  await t.test("without a key", async () => {
    await count("keyless", { mode: "replace", data: "id\n1\n" });
    const said = await refusal("keyless", { mode: "delete", data: "id\n1\n" });
    assert.match(said, /^400 .*no declared key/);
    assert.doesNotMatch(said, /not declared/);
    assert.match(
      await refusal("keyless", { mode: "delete", key: ["nope"], data: "nope\n1\n" }),
      /^400 .*no column 'nope'/,
    );
    assert.equal(await count("keyless", { mode: "delete", key: ["ID"], data: "id\n1\n" }), 0);
  });

  await t.test("never loaded", async () => {
    const said = await refusal("absent", { mode: "delete", key: ["id"], data: "id\n1\n" });
    assert.match(said, /^404 /);
    assert.doesNotMatch(said, /not declared/);
  });
});

test("a repeated upload answers as the first time", async (t) => {
  const { count, upload, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  await count("t", { mode: "replace", data: "id,n\n1,1\n2,2\n" });
  const uploadId = await upload("id,n\n2,20\n3,30\n", "text/csv");
  assert.equal(await count("t", { mode: "upsert", upload_id: uploadId }), 3);
  await count("t", { mode: "delete", data: "id\n3\n" });
  assert.equal(await count("t", { mode: "upsert", upload_id: uploadId }), 3, "the first answer");
  assert.deepEqual(await rows(ALL), [
    [1, 1],
    [2, 20],
  ]);
});
