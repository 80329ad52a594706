import assert from "node:assert/strict";
import { test } from "node:test";
import { startKeyedApp } from "./keyed-app.ts";

test("a delete reads nothing but the key", async (t) => {
  const { count, rows, upload } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  const columns = { id: "INTEGER", n: "INTEGER", s: "VARCHAR" };
  await count("t", { mode: "replace", data: "id,n,s\n1,1,a\n2,2,b\n3,3,c\n4,4,d\n", columns });
  assert.equal(await count("t", { mode: "delete", data: "n,id\nnot a number,1\n" }), 3);
  const json = await upload('{"id":2,"n":{"nested":[1]},"s":7}\n', "application/x-ndjson");
  assert.equal(await count("t", { mode: "delete", upload_id: json }), 2);
  assert.deepEqual(await rows("SELECT id FROM t ORDER BY id"), [[3], [4]]);
});

test("an update of a value that does not fit changes nothing and names it", async (t) => {
  const { count, refusal, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  const columns = { id: "INTEGER", n: "INTEGER" };
  await count("t", { mode: "replace", data: "id,n\n1,1\n2,2\n", columns });
  const said = await refusal("t", { mode: "update", data: "id,n\n1,10\n2,twenty\n" });
  assert.match(said, /^400 [\s\S]*twenty/);
  assert.deepEqual(await rows("SELECT n FROM t ORDER BY id"), [[1], [2]]);
});
