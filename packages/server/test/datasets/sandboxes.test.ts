import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { DatasetFixture } from "./dataset-fixture.ts";

test("datasets of a sandbox", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const newSandbox = async (): Promise<string> =>
    (await app.call("POST", "/v1/sandboxes", { json: {} })).json.sandbox.public_id;
  const id = await newSandbox();
  const headers = { "x-session-id": id };
  const source = { inline: { format: "csv", content: "a\n1\n" } };

  await t.test("are in its schema, and seen by every query", async () => {
    const inside = await fixture.create("sales", source, headers);
    assert.equal(inside.schema_name, id);
    const outside = await fixture.csv("sales", "a\n2\n");
    assert.equal(outside.schema_name, "main");
    assert.deepEqual(await fixture.rows(`SELECT a FROM datasets.${id}.sales`), [[1]]);
    assert.deepEqual(await fixture.rows("SELECT a FROM datasets.main.sales"), [[2]]);
    assert.match(
      await fixture.refusal({ label: "sales", source }, headers),
      new RegExp(`^409 .*${id}\\.sales`),
    );
    const schemas =
      "SELECT schema_name FROM information_schema.schemata " +
      "WHERE catalog_name = 'datasets' AND schema_name <> 'information_schema' ORDER BY 1";
    assert.deepEqual(await fixture.rows(schemas), [["main"], [id]]);
  });

  await t.test("are listed with all others, and changed by their ids", async () => {
    const { datasets } = (await app.call("GET", "/v1/datasets", { headers })).json;
    assert.equal(datasets.length, 2);
    const mine = datasets.find((one: { schema_name: string }) => one.schema_name === id);
    const renamed = await fixture.put(mine.id, { table_name: "renamed" });
    assert.equal(renamed.status, 200);
    assert.deepEqual(await fixture.rows(`SELECT a FROM datasets.${id}.renamed`), [[1]]);
  });

  await t.test("a header that names none is ignored", async () => {
    for (const session of ["s_nosuchid", "main", ""]) {
      const made = await fixture.create(`header ${session}`, source, { "x-session-id": session });
      assert.equal(made.schema_name, "main", session);
    }
  });

  await t.test("go with it", async () => {
    const before = globSync("*/*.parquet", { cwd: join(app.dataDir, "datasets") }).length;
    assert.equal((await app.call("DELETE", `/v1/sandboxes/${id}`)).status, 200);
    assert.match(
      await fixture.problem(`SELECT * FROM datasets.${id}.renamed`),
      new RegExp(`^table 'datasets\\.${id}\\.renamed' not found$`),
    );
    const after = globSync("*/*.parquet", { cwd: join(app.dataDir, "datasets") }).length;
    assert.equal(after, before - 1);
  });

  await t.test("none is left in one that was deleted while the rows were read", async () => {
    const sandbox = await newSandbox();
    const slow = "SELECT sum(sqrt(range)) AS n FROM range(200000000)";
    const making = fixture.post(
      { label: "late", source: { sql: slow } },
      { "x-session-id": sandbox },
    );
    await delay(150);
    assert.equal((await app.call("DELETE", `/v1/sandboxes/${sandbox}`)).status, 200);
    const answer = await making;
    assert.equal(answer.status, 409, answer.text);
    const { datasets } = (await app.call("GET", "/v1/datasets")).json;
    assert.ok(!datasets.some((one: { label: string }) => one.label === "late"));
  });
});
