import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { create, load, startIndexApp } from "../indexes/index-app.ts";

test("indexes are built by the search process, and go with their files", async (t) => {
  const index = await startIndexApp(t);
  const rows = Array.from({ length: 5_000 }, (_, n) =>
    JSON.stringify({ id: n, title: n % 2 === 0 ? `fox ${n}` : null, vec: [n, 1] }),
  );
  await load(index, "docs", rows.join("\n"));
  const text = await create(index, {
    index_name: "words",
    index_type: "bm25",
    columns: ["title"],
  });
  assert.equal(text.status, 201, text.text);
  const vector = await create(index, {
    index_name: "near",
    index_type: "vector",
    columns: ["vec"],
  });
  assert.equal(vector.status, 201, vector.text);
  const folder = join(index.app.dataDir, "databases", index.database.id, "indexes");
  const files = readdirSync(folder).flatMap((id) => readdirSync(join(folder, id)));
  assert.deepEqual(files.map((name) => name.replace(/^.*\./, "")).toSorted(), ["text", "vector"]);
  const path = `/v1/connections/${index.connection}/tables/main/docs/indexes`;
  for (const name of ["words", "near"]) {
    assert.equal((await index.app.call("DELETE", `${path}/${name}`)).status, 204);
  }
  // Files are removed in the background.
  const end = Date.now() + 10_000;
  while (existsSync(folder) && readdirSync(folder).length > 0) {
    assert.ok(Date.now() < end, "files of deleted indexes are still there");
    await sleep(50);
  }
});

test("what is wrong with vectors is said", async (t) => {
  const index = await startIndexApp(t);
  await load(index, "mixed", '{"vec":[1.0,2.0]}\n{"vec":[1.0]}');
  const { status, json } = await create(
    index,
    { index_name: "near", index_type: "vector", columns: ["vec"] },
    "mixed",
  );
  assert.equal(status, 400);
  assert.match(json.error.message, /row 1 has 1 numbers, those before it have 2/);
});
