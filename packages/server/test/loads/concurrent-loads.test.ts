import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

test("20 loads of one table at once, of every kind, all land", async (t) => {
  const loads = await LoadFixture.start(t);
  const start = Array.from({ length: 10 }, (_, id) => `${id},old\n`).join("");
  await loads.load("t", { mode: "replace", data: `id,text\n${start}` });
  const requests = [
    ...Array.from({ length: 8 }, (_, n) => ({ mode: "append", data: `id,text\n${100 + n},new\n` })),
    ...Array.from({ length: 4 }, (_, n) => ({
      mode: "upsert",
      key: ["id"],
      data: `id,text\n${n},changed\n${200 + n},new\n`,
    })),
    ...Array.from({ length: 2 }, (_, n) => ({
      mode: "update",
      key: ["id"],
      data: `id,text\n${4 + n},updated\n${300 + n},nobody\n`,
    })),
    ...Array.from({ length: 2 }, (_, n) => ({
      mode: "delete",
      key: ["id"],
      data: `id\n${6 + n}\n`,
    })),
    ...Array.from({ length: 2 }, (_, n) => ({
      mode: "append",
      data: `id,text\n${400 + n},job\n`,
      async: true,
      async_after_ms: 60_000,
    })),
    { mode: "append", data: "text,id\nwider,500\n" },
    { mode: "append", data: "id,text\n501,7\n" },
  ];
  assert.equal(requests.length, 20);
  const answers = await Promise.all(requests.map((request) => loads.load("t", request)));
  for (const answer of answers) assert.equal(answer.status, 200, answer.text);
  const rows = await loads.rows("SELECT text, count(*) FROM t GROUP BY text ORDER BY text");
  assert.deepEqual(rows, [
    ["7", 1],
    ["changed", 4],
    ["job", 2],
    ["new", 12],
    ["old", 2],
    ["updated", 2],
    ["wider", 1],
  ]);
});

test("loads while their table is dropped: each lands whole or tells why, and the name stays usable", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n0\n" });
  const database = await loads.app.call("GET", `/v1/databases/${loads.databaseId}`);
  const connection = `/v1/connections/${database.json.default_connection_id}`;
  const path = `${connection}/schemas/main/tables/t`;
  const appends = Array.from({ length: 6 }, (_, n) =>
    loads.load("t", { mode: "append", data: `n,m\n${n},1\n${n},2\n` }),
  );
  const drops = [1, 2].map(() => loads.app.call("DELETE", path));
  for (const answer of await Promise.all(appends)) {
    assert.ok([200, 404, 409].includes(answer.status), answer.text);
  }
  const dropped = (await Promise.all(drops)).map(({ status }) => status);
  assert.ok(dropped.includes(204) && dropped.every((status) => [204, 404].includes(status)));
  const after = await loads.load("t", { mode: "append", data: "n\n99\n" });
  assert.equal(after.status, 200, after.text);
  const halves = "SELECT n FROM t WHERE n < 99 GROUP BY n HAVING count(*) % 2 = 1";
  const left = (await loads.rows(halves)).filter(([n]) => n !== 0);
  assert.deepEqual(left, [], "a load is there in part");
});

test("loads while their database is deleted end with an answer, and it is gone", async (t) => {
  const loads = await LoadFixture.start(t);
  const answers = Array.from({ length: 6 }, (_, n) =>
    loads.load("t", { mode: "append", data: `n\n${n}\n` }),
  );
  const deleted = await loads.app.call("DELETE", `/v1/databases/${loads.databaseId}`);
  assert.equal(deleted.status, 204);
  for (const answer of await Promise.all(answers)) {
    assert.ok([200, 404].includes(answer.status), answer.text);
  }
  assert.equal((await loads.load("t", { mode: "append", data: "n\n1\n" })).status, 404);
});
