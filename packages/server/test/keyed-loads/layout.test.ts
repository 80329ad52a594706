import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

test("a table with a layout keeps it through loads by key", async (t) => {
  const app = await startTestApp(t);
  const table = {
    name: "t",
    key: ["id"],
    partition_by: [{ column: "city", transform: "identity" }],
    sorted_by: [{ column: "n", direction: "desc" }],
  };
  const created = await app.call("POST", "/v1/databases", {
    json: { schemas: [{ name: "main", tables: [table] }] },
  });
  const databaseId: string = created.json.id;
  const load = async (json: object): Promise<number> => {
    const path = `/v1/databases/${databaseId}/schemas/main/tables/t/loads`;
    const answer = await app.call("POST", path, { json });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.row_count;
  };
  const rows = async (sql: string): Promise<unknown> => {
    const json = { sql, database_id: databaseId };
    return (await app.call("POST", "/v1/query", { json })).json.rows;
  };
  const cities = ["Oslo", "Rome", "Lima"];
  const lines = Array.from({ length: 30 }, (_, id) => `${id},${cities[id % 3]},${id}`);
  await load({ mode: "replace", data: `id,city,n\n${lines.join("\n")}\n` });
  assert.equal(
    await load({ mode: "upsert", data: "id,city,n\n1,Oslo,100\n50,Bern,50\n1,Bern,101\n" }),
    31,
  );
  assert.equal(await load({ mode: "update", data: "id,city\n0,Lima\n2,Rome\n" }), 31);
  assert.equal(await load({ mode: "delete", data: "id\n3\n50\n" }), 29);
  assert.deepEqual(await rows("SELECT city, count(*), sum(n) FROM t GROUP BY city ORDER BY city"), [
    ["Bern", 1, 101],
    ["Lima", 10, 153],
    ["Oslo", 8, 132],
    ["Rome", 10, 146],
  ]);
  assert.deepEqual(await rows("SELECT id, n FROM t WHERE city = 'Rome' AND n = 2"), [[2, 2]]);
  assert.deepEqual(await rows("SELECT count(*) FROM t WHERE city = 'Lima' AND n = 0"), [[1]]);
});
