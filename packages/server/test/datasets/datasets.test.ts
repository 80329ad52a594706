import assert from "node:assert/strict";
import { test } from "node:test";
import { DatasetFixture } from "./dataset-fixture.ts";

test("a dataset from its making to its end", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const made = await fixture.csv("Daily  Sales-2026", "a,b\n1,2\n3,4\n");

  await t.test("the answer has exactly the fields of the model", () => {
    const { id, created_at: createdAt, ...rest } = made;
    assert.match(id, /^data[0-9a-z]{26}$/);
    assert.match(createdAt, /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.deepEqual(rest, {
      label: "Daily  Sales-2026",
      schema_name: "main",
      table_name: "daily_sales_2026",
      status: "ready",
    });
  });

  await t.test("SQL sees it at once, in any spelling", async () => {
    const expected = [
      [1, 2],
      [3, 4],
    ];
    for (const name of [
      "datasets.main.daily_sales_2026",
      '"datasets"."main"."daily_sales_2026"',
      "DATASETS.Main.DAILY_SALES_2026",
      '"datasets"."main"."Daily_Sales_2026"',
    ]) {
      assert.deepEqual(await fixture.rows(`SELECT * FROM ${name} ORDER BY a`), expected, name);
    }
    const bare = await fixture.query("SELECT sum(b) FROM daily_sales_2026", {
      default_catalog: "datasets",
    });
    assert.deepEqual(bare.json.rows, [[6]]);
  });

  await t.test("it is shown with its columns", async () => {
    assert.deepEqual(await fixture.get(made.id), {
      id: made.id,
      label: made.label,
      schema_name: "main",
      table_name: "daily_sales_2026",
      latest_version: 1,
      pinned_version: null,
      created_at: made.created_at,
      updated_at: made.created_at,
      source_type: "inline",
      columns: [
        { name: "a", data_type: "Int64", nullable: true },
        { name: "b", data_type: "Int64", nullable: true },
      ],
    });
  });

  await t.test("it is listed by label, by page", async () => {
    await fixture.csv("Accounts", "x\n1\n");
    const { datasets, ...page } = (await app.call("GET", "/v1/datasets")).json;
    assert.deepEqual(
      datasets.map(({ label }: { label: string }) => label),
      ["Accounts", "Daily  Sales-2026"],
    );
    assert.deepEqual(Object.keys(datasets[0]).toSorted(), [
      "created_at",
      "id",
      "label",
      "latest_version",
      "pinned_version",
      "schema_name",
      "table_name",
      "updated_at",
    ]);
    assert.deepEqual(page, { count: 2, limit: 100, offset: 0, has_more: false });
    const second = (await app.call("GET", "/v1/datasets?limit=1&offset=1")).json;
    assert.equal(second.datasets[0].id, made.id);
    assert.equal(second.has_more, false);
    assert.equal((await app.call("GET", "/v1/datasets?limit=1")).json.has_more, true);
    assert.equal((await app.call("GET", "/v1/datasets?limit=5000")).json.limit, 1000);
    assert.equal((await app.call("GET", "/v1/datasets?offset=-1")).status, 400);
  });

  await t.test("a rename frees the old name at once", async () => {
    const renamed = await fixture.put(made.id, { label: "Sales", table_name: "Sales" });
    assert.equal(renamed.status, 200, renamed.text);
    const { updated_at: updatedAt, ...rest } = renamed.json;
    assert.ok(updatedAt > made.created_at);
    assert.deepEqual(rest, {
      id: made.id,
      label: "Sales",
      table_name: "sales",
      latest_version: 1,
      pinned_version: null,
    });
    assert.deepEqual(await fixture.rows("SELECT count(*) FROM datasets.main.sales"), [[2]]);
    assert.match(
      await fixture.problem("SELECT * FROM datasets.main.daily_sales_2026"),
      /^table 'datasets\.main\.daily_sales_2026' not found$/,
    );
    assert.equal((await fixture.put(made.id, { table_name: "accounts" })).status, 409);
    assert.equal((await fixture.put(made.id, { table_name: "sales" })).status, 200);
    await fixture.csv("Daily Sales 2026", "z\n1\n");
  });

  await t.test("an update without changes, and one with nulls, leave it as it is", async () => {
    const before = await fixture.get(made.id);
    assert.equal((await fixture.put(made.id, {})).status, 200);
    assert.equal((await fixture.put(made.id, { label: null, table_name: null })).status, 200);
    assert.deepEqual(await fixture.get(made.id), before);
  });

  await t.test("it survives a restart, and is gone after its deletion", async () => {
    const after = await fixture.restart();
    assert.deepEqual(await after.rows("SELECT count(*) FROM datasets.main.sales"), [[2]]);
    assert.equal((await after.app.call("DELETE", `/v1/datasets/${made.id}`)).status, 204);
    assert.match(await after.problem("SELECT * FROM datasets.main.sales"), /not found/);
    for (const [method, path] of [
      ["GET", `/v1/datasets/${made.id}`],
      ["DELETE", `/v1/datasets/${made.id}`],
      ["GET", `/v1/datasets/${made.id}/versions`],
    ] as const) {
      assert.equal((await after.app.call(method, path)).status, 404, `${method} ${path}`);
    }
    assert.equal((await after.put(made.id, { label: "x" })).status, 404);
    await after.csv("sales", "again\n1\n");
  });
});

test("names of tables", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const content = "a\n1\n";
  const source = { inline: { format: "csv", content } };

  await t.test("made of labels", async () => {
    const cases: [string, string][] = [
      ["  Sales  ", "sales"],
      ["a - b -- c", "a_b_c"],
      ["a_-_b", "a___b"],
      ["2026 plan", "_2026_plan"],
      ["Ärger & Co.", "rger__co"],
      ["日本語", "_unnamed"],
      ["tab\tand\nline", "tab_and_line"],
      ["x".repeat(300), "x".repeat(128)],
      ["quote \" and ' in it", "quote__and__in_it"],
    ];
    for (const [label, table] of cases) {
      const made = await fixture.create(label, source);
      assert.equal(made.table_name, table, label);
      assert.equal(made.label, label.trim());
      assert.deepEqual(await fixture.rows(`SELECT a FROM datasets.main."${table}"`), [[1]]);
    }
  });

  await t.test("a label may have any characters, and comes back as it was", async () => {
    const label = "nul \u0000 and 🦆";
    const made = await fixture.create(label, source);
    assert.equal(made.table_name, "nul__and_");
    assert.equal((await fixture.get(made.id)).label, label);
  });

  await t.test("given ones are checked", async () => {
    for (const name of ["1a", "a b", "a-b", "ä", "a.b", "x".repeat(129), 'a"b', "select", "Any"]) {
      const said = await fixture.refusal({ label: "L", table_name: name, source });
      assert.match(said, /^400 .*(table_name|reserved)/, name);
    }
    for (const label of ["Order", "insert", "SOME"]) {
      assert.match(await fixture.refusal({ label, source }), /^400 .*reserved.*table_name/);
    }
    const given = await fixture.post({ label: "Order", table_name: "My_Orders", source });
    assert.equal(given.json.table_name, "my_orders");
    assert.equal((await fixture.post({ label: "empty name", table_name: "", source })).status, 201);
  });

  await t.test("a label is needed", async () => {
    for (const label of ["", "  ", null, undefined, 7, "x".repeat(1001)]) {
      const answer = await fixture.post({ label, table_name: "t", source });
      assert.equal(answer.status, 400, String(label));
      assert.equal(answer.json.error.details.errors[0].field, "label");
    }
  });

  await t.test("a taken one is a conflict, also when several want it at once", async () => {
    const want = () => fixture.post({ label: "Contested", source });
    const statuses = (await Promise.all(Array.from({ length: 6 }, want))).map(
      ({ status }) => status,
    );
    assert.deepEqual(
      statuses.toSorted((a, b) => a - b),
      [201, 409, 409, 409, 409, 409],
    );
    assert.match(await fixture.refusal({ label: "contested", source }), /^409 .*main\.contested/);
    const { json } = await fixture.app.call("GET", "/v1/datasets");
    assert.equal(
      json.datasets.filter((one: { label: string }) => one.label === "Contested").length,
      1,
    );
  });
});

test("workspaces do not see each other's datasets", async (t) => {
  const fixture = await DatasetFixture.start(t);
  const { app } = fixture;
  const other = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const otherId: string = other.json.workspace.public_id;
  const headers = { "x-workspace-id": otherId };
  const source = { inline: { format: "csv", content: "a\n42\n" } };
  const mine = { "x-workspace-id": app.app.workspaceId };
  const here = await fixture.create("shared name", source, mine);
  const there = await fixture.create("shared name", source, headers);
  assert.equal(there.table_name, here.table_name);
  const seen = (path: string) => app.call("GET", path, { headers: mine });
  assert.equal((await seen(`/v1/datasets/${there.id}`)).status, 404);
  assert.equal((await seen("/v1/datasets")).json.count, 1);
  const sql = "SELECT * FROM datasets.main.only_there";
  await fixture.create("only there", source, headers);
  const asked = await app.call("POST", "/v1/query", { json: { sql }, headers: mine });
  assert.match(asked.json.error.message, /table 'datasets\.main\.only_there' not found/);
  assert.equal((await app.call("DELETE", `/v1/workspaces/${otherId}`)).status, 204);
  const kept = await app.call("POST", "/v1/query", {
    json: { sql: "SELECT a FROM datasets.main.shared_name" },
    headers: mine,
  });
  assert.deepEqual(kept.json.rows, [[42]]);
});
