import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";
import { create, endOf, indexesPath, listNames, load, startIndexApp } from "./index-app.ts";

const BY_ID = { index_name: "by_id", columns: ["ID"] };

test("an index is made, listed and deleted", async (t) => {
  const index = await startIndexApp(t);
  const { app, connection } = index;
  const made = await create(index, BY_ID);
  assert.equal(made.status, 201, made.text);
  const { created_at: created, updated_at: updated, ...rest } = made.json;
  assert.ok(created <= updated);
  assert.deepEqual(rest, {
    index_name: "by_id",
    index_type: "sorted",
    columns: ["id"],
    metric: null,
    source_column: null,
    status: "ready",
    row_count: null,
    unmerged_row_count: null,
    size_bytes: null,
    dimensions: null,
  });
  const listed = await app.call("GET", indexesPath(connection, "DOCS"));
  assert.deepEqual(listed.json, { indexes: [made.json] });
  const path = `${indexesPath(connection)}/BY_ID`;
  assert.equal((await app.call("DELETE", path)).status, 204);
  assert.equal((await app.call("DELETE", path)).status, 404);
  assert.deepEqual(await listNames(index), []);
});

test("tables and indexes that are not there are not found", async (t) => {
  const { app, connection } = await startIndexApp(t);
  const calls: readonly [string, string, object?][] = [
    ["GET", ""],
    ["POST", "", BY_ID],
    ["DELETE", "/by_a"],
  ];
  for (const [method, rest, json] of calls) {
    for (const where of [`${connection}/tables/main/nothing`, "conn1/tables/main/docs"]) {
      const path = `/v1/connections/${where}/indexes${rest}`;
      const answer = await app.call(method, path, json === undefined ? {} : { json });
      assert.equal(answer.status, 404, answer.text);
    }
  }
});

test("an index that cannot be is refused with a reason", async (t) => {
  const index = await startIndexApp(t);
  const wrong: readonly [object, string, RegExp][] = [
    [{ index_name: "" }, "index_name", /blank/],
    [{ columns: [] }, "columns", /name a column/],
    [{ columns: ["nothing"] }, "columns", /'nothing' not found.* id, title, vec/],
    [{ columns: ["id", "ID"] }, "columns", /more than once/],
    [{ columns: ["vec"] }, "columns", /no order/],
    [{ index_type: "btree" }, "index_type", /must be one of/],
    [{ metric: "l1" }, "metric", /must be one of/],
    [{ metric: "l2" }, "metric", /for vector indexes/],
    [{ dimensions: 0 }, "dimensions", /at least 1/],
    [{ embedding_provider_id: "embp1" }, "embedding_provider_id", /for vector/],
    [{ stemming: "english" }, "stemming", /for bm25/],
    [{ ascii_folding: true }, "ascii_folding", /for bm25/],
    [{ async_after_ms: 2_000 }, "async_after_ms", /async/],
    [{ async: true, async_after_ms: 1e9 }, "async_after_ms", /at most/],
    [{ index_type: "bm25" }, "columns", /BIGINT.*text/],
    [{ index_type: "bm25", columns: ["title", "id"] }, "columns", /one column/],
    [{ index_type: "bm25", columns: ["title"], metric: "l2" }, "metric", /for vector/],
    [{ index_type: "vector" }, "columns", /no lists of numbers/],
    [{ index_type: "vector", columns: ["title"] }, "embedding_provider_id", /text/],
    [{ index_type: "vector", columns: ["vec"], dimensions: 2 }, "dimensions", /needs an emb/],
    [
      { index_type: "vector", columns: ["title"], embedding_provider_id: "x" },
      "embedding_provider_id",
      /^Embedding provider 'x' not found/,
    ],
  ];
  for (const [change, field, message] of wrong) {
    const answer = await create(index, { ...BY_ID, ...change });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field, answer.text);
    assert.match(answer.json.error.details.errors[0].message, message);
  }
  const early = await create(index, BY_ID, "declared");
  assert.equal(early.status, 400);
  assert.match(early.json.error.message, /before its first load/);
  assert.deepEqual(await listNames(index), []);
});

test("a name is taken once, and a table has one order", async (t) => {
  const index = await startIndexApp(t);
  assert.equal((await create(index, BY_ID)).status, 201);
  const again = await create(index, { ...BY_ID, index_name: "By_Id" });
  assert.equal(again.status, 409);
  assert.match(again.json.error.message, /already exists/);
  const second = await create(index, { index_name: "by_title", columns: ["title"] });
  assert.equal(second.status, 409);
  assert.match(second.json.error.message, /one order/);
  const path = `/v1/databases/${index.database.id}/schemas/main/tables`;
  const json = { name: "ordered", sorted_by: [{ column: "b" }] };
  assert.equal((await index.app.call("POST", path, { json })).status, 201);
  await load(index, "ordered", "a,b\n1,2\n");
  const declared = await create(index, { index_name: "by_a", columns: ["a"] }, "ordered");
  assert.equal(declared.status, 409);
  assert.match(declared.json.error.message, /sorted by b/);
  const same = await create(index, { index_name: "by_b", columns: ["b"] }, "ordered");
  assert.equal(same.status, 201, same.text);
});

test("a job builds an index in the background", async (t) => {
  const index = await startIndexApp(t);
  const submitted = await create(index, { ...BY_ID, async: true });
  assert.equal(submitted.status, 202, submitted.text);
  const job = await endOf(index, submitted.json.id);
  assert.equal(job.status, "succeeded", job.error_message);
  assert.equal(job.job_type, "create_index");
  assert.equal(job.result.index_name, "by_id");
  assert.equal(job.result.status, "ready");
  await load(index, "more", "a\n2\n1\n");
  const waited = await create(
    index,
    { index_name: "by_a", columns: ["a"], async: true, async_after_ms: 30_000 },
    "more",
  );
  assert.equal(waited.status, 201, waited.text);
  assert.equal(waited.json.index_name, "by_a");
});

test("the listing over all tables has filters and pages", async (t) => {
  const index = await startIndexApp(t);
  const { app, database, connection } = index;
  for (const table of ["a", "b", "c"]) {
    await load(index, table, "n\n1\n");
    const made = await create(index, { index_name: `${table}_n`, columns: ["n"] }, table);
    assert.equal(made.status, 201, made.text);
  }
  const list = async (query: string, databaseId?: string) => {
    const headers = databaseId === undefined ? {} : { "x-database-id": databaseId };
    return app.call("GET", `/v1/indexes${query}`, { headers });
  };
  const names = async (query: string, databaseId?: string) => {
    const answer = await list(query, databaseId);
    assert.equal(answer.status, 200, answer.text);
    return answer.json.indexes.map((one: { index_name: string }) => one.index_name).join();
  };
  const other = (await app.call("POST", "/v1/databases", { json: {} })).json;
  assert.equal(await names(""), "a_n,b_n,c_n");
  assert.equal(await names("", database.id), "a_n,b_n,c_n");
  assert.equal(await names("", other.id), "");
  assert.equal(await names(`?connection_id=${connection}`, other.id), "");
  assert.equal(await names(`?connection_id=${connection}&index_type=vector,sorted`), "a_n,b_n,c_n");
  assert.equal(await names("?index_type=vector"), "");
  assert.equal(await names("?schema=MAIN&table=B"), "b_n");
  assert.equal(await names("?schema=other"), "");
  const first = (await list("?limit=2")).json;
  assert.equal(first.count, 2);
  assert.equal(first.has_more, true);
  const { created_at: _created, updated_at: _updated, ...entry } = first.indexes[0];
  assert.deepEqual(entry, {
    connection_id: connection,
    schema_name: "main",
    table_name: "a",
    index_name: "a_n",
    index_type: "sorted",
    columns: ["n"],
    status: "ready",
  });
  const second = (await list(`?limit=2&cursor=${first.next_cursor}`)).json;
  assert.deepEqual([second.count, second.has_more, second.next_cursor], [1, false, null]);
  const refusals = ["?limit=-1", "?index_type=btree", "?cursor=x"];
  for (const query of refusals) assert.equal((await list(query)).status, 400);
  assert.equal((await list("", "dbid1")).status, 404);
  assert.equal((await list("", "a b")).status, 400);
  assert.equal((await list("?connection_id=conn1")).status, 404);
});

test("a dataset has no sorted index, and an unknown one has none at all", async (t) => {
  const app = await startTestApp(t);
  const source = { type: "inline", inline: { format: "csv", content: "a\n1\n" } };
  const made = await app.call("POST", "/v1/datasets", { json: { label: "ones", source } });
  assert.equal(made.status, 201, made.text);
  const path = (id: string) => `/v1/datasets/${id}/indexes`;
  const json = { index_name: "by_a", columns: ["a"] };
  const refused = await app.call("POST", path(made.json.id), { json });
  assert.equal(refused.status, 400);
  assert.match(refused.json.error.message, /order of their source/);
  assert.deepEqual((await app.call("GET", path(made.json.id))).json, { indexes: [] });
  assert.equal((await app.call("DELETE", `${path(made.json.id)}/by_a`)).status, 404);
  assert.equal((await app.call("GET", path("data1"))).status, 404);
  assert.equal((await app.call("POST", path("data1"), { json })).status, 404);
});

test("indexes follow names, and go with what they are of", async (t) => {
  const index = await startIndexApp(t);
  const { app, database } = index;
  const table = `/v1/databases/${database.id}/schemas/main/tables/docs`;
  assert.equal((await create(index, BY_ID)).status, 201);
  const call = async (method: string, path: string, json?: object) => {
    const answer = await app.call(method, path, json === undefined ? {} : { json });
    assert.ok(answer.status < 300, answer.text);
  };
  await call("PATCH", `${table}/columns/id`, { name: "number" });
  const listed = await app.call("GET", indexesPath(index.connection));
  assert.deepEqual(listed.json.indexes[0].columns, ["number"]);
  await call("PATCH", table, { name: "papers" });
  assert.deepEqual(await listNames(index, "papers"), ["by_id"]);
  await load(index, "docs", "id\n1\n");
  assert.deepEqual(await listNames(index), []);
  const papers = table.replace("docs", "papers");
  await call("DELETE", `${papers}/columns/number`);
  assert.deepEqual(await listNames(index, "papers"), []);
  const byTitle = { index_name: "by_title", columns: ["title"] };
  assert.equal((await create(index, byTitle, "papers")).status, 201);
  await call("DELETE", papers);
  await load(index, "papers", "title\nx\n");
  assert.deepEqual(await listNames(index, "papers"), []);
  assert.equal((await create(index, byTitle, "papers")).status, 201);
  await call("DELETE", `/v1/databases/${database.id}`);
  assert.deepEqual((await app.call("GET", "/v1/indexes")).json.indexes, []);
});

test("names are names, whatever is in them", async (t) => {
  const index = await startIndexApp(t);
  const column = `we"ird'); DROP TABLE docs; --`;
  const rows = [3, 1, 2].map((value) => JSON.stringify({ [column]: value, b: "x" }));
  await load(index, "odd", rows.join("\n"));
  const name = "../../a/b; DROP TABLE docs";
  const made = await create(index, { index_name: name, columns: [column] }, "odd");
  assert.equal(made.status, 201, made.text);
  await load(index, "odd", rows.join("\n"), { mode: "append" });
  const sql = `SELECT count(*) FROM default.main.odd`;
  const json = { sql, database_id: index.database.id };
  assert.deepEqual((await index.app.call("POST", "/v1/query", { json })).json.rows, [[6]]);
  const path = `${indexesPath(index.connection, "odd")}/${encodeURIComponent(name)}`;
  assert.equal((await index.app.call("DELETE", path)).status, 204);
});
