import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type SqlFixture, startSqlFixture } from "./start-sql-fixture.ts";

/** Statements as the clients of the platform spell them, and how many rows they answer. */
const statements: readonly (readonly [sql: string, rowCount: number])[] = [
  // Framework and dlt
  ['SELECT * FROM "default"."public"."spans"', 3],
  [
    'SELECT "id", "model" FROM "default"."public"."spans" WHERE "latency_ms" > 100 ORDER BY "id" LIMIT 10',
    2,
  ],
  [
    `SELECT 'spans' AS table_name, COUNT(*) AS row_count FROM "default"."public"."spans" UNION ALL SELECT 'vectors', COUNT(*) FROM "default"."public"."vectors"`,
    2,
  ],
  ['SELECT model, avg(latency_ms) AS p FROM "default"."public"."spans" GROUP BY model', 2],
  ["SELECT id, model FROM public.spans LIMIT 100", 3],
  // ibis
  ['SELECT * FROM (SELECT * FROM "default"."public"."spans") AS ibis_hotdata_preview LIMIT 1', 1],
  [
    'SELECT "t0"."model", AVG("t0"."latency_ms") AS "p" FROM "default"."public"."spans" AS "t0" GROUP BY 1',
    2,
  ],
  [
    'SELECT "t1"."model" FROM (SELECT "t0"."model", "t0"."id" FROM "default"."public"."spans" AS "t0" WHERE "t0"."id" > 1) AS "t1"',
    2,
  ],
  [
    'SELECT *, cosine_distance("embedding", [1.0, 0.0]) AS "distance" FROM "default"."public"."embedded" ORDER BY "distance" ASC LIMIT 1',
    1,
  ],
  // dbt
  ['/* {"app": "dbt", "x": "it\'s"} */ select * from "default"."public"."spans" limit 0', 0],
  ["select 1 as loaded", 1],
  [
    'select count(*) as failures, count(*) != 0 as should_warn, count(*) != 0 as should_error from ( select id from "default"."public"."spans" where id is null ) dbt_internal_test',
    1,
  ],
  ['select max(ts) as max_loaded_at, now() as snapshotted_at from "default"."public"."spans"', 1],
  ['select * from (select * from "default"."public"."spans") as model_limit_subq limit 5', 3],
  // langchain
  [
    "SELECT DISTINCT table_catalog FROM information_schema.tables WHERE table_schema <> 'information_schema'",
    1,
  ],
  [
    "SELECT table_schema, table_name, COUNT(column_name) AS column_count FROM information_schema.columns GROUP BY table_schema, table_name ORDER BY table_schema, table_name",
    3,
  ],
  [
    "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns WHERE table_name='spans' AND table_schema='public' AND table_catalog='default' ORDER BY table_schema, table_name, ordinal_position LIMIT 201",
    5,
  ],
  ['SELECT COUNT(*) AS row_count, COUNT("model") AS n0 FROM public.spans', 1],
  [
    'SELECT id, content, cosine_distance(embedding, ARRAY[0.1, 1]) AS dist FROM "default"."public"."embedded" WHERE city = \'sf\' ORDER BY dist ASC LIMIT 4',
    1,
  ],
  ['SELECT id, content FROM "default"."public"."embedded" WHERE id IN (\'a\',\'b\')', 2],
  [
    `WITH near AS (SELECT id, l2_distance(embedding, ARRAY[1, 0]) AS d FROM public.embedded),
     near_ranked AS (SELECT id, ROW_NUMBER() OVER (ORDER BY d) AS rank FROM near),
     text_ranked AS (SELECT id, ROW_NUMBER() OVER (ORDER BY content) AS rank FROM public.embedded)
     SELECT b.content, COALESCE(1.0/(60+n.rank),0) + COALESCE(1.0/(60+t.rank),0) AS score
     FROM near_ranked n FULL OUTER JOIN text_ranked t ON n.id = t.id
     JOIN public.embedded b ON b.id = COALESCE(n.id, t.id) ORDER BY score DESC LIMIT 5`,
    2,
  ],
  // hotmemory
  [
    "SELECT id FROM public.vectors WHERE superseded_by IS NULL AND (forget_after IS NULL OR forget_after > TIMESTAMP '2026-01-01T00:00:00Z') AND starts_with(namespace,'a/') AND array_has_all(string_split(tags, ';'), ARRAY['x'])",
    1,
  ],
  [
    "SELECT * FROM (SELECT id, created_at, 1 AS rank FROM public.vectors UNION ALL SELECT id, created_at, 2 FROM public.vectors) ORDER BY created_at DESC, id ASC LIMIT 3",
    3,
  ],
  [
    "SELECT id, sum(1.0/(60+rank)) AS fused FROM (SELECT id, 1 AS rank FROM public.vectors) GROUP BY id ORDER BY fused DESC",
    2,
  ],
  // Grafana
  ["SELECT 1", 1],
  [
    "SELECT date_bin(interval '300000 millisecond', ts, timestamp '1970-01-01T00:00:00Z') AS time, model, avg(latency_ms) FROM public.spans WHERE ts >= '2026-01-01T00:00:00Z' AND ts <= '2026-12-31T00:00:00Z' GROUP BY 1, 2 ORDER BY 1",
    3,
  ],
  // materialized, rr
  ["SELECT * FROM spans WHERE id = 1", 1],
  ["SHOW TABLES", 4],
];

async function loadTables({ app, databaseId, load }: SqlFixture): Promise<void> {
  await load(
    "spans",
    "id,model,latency_ms,ts,note\n1,m1,50,2026-01-01T00:01:00,x\n2,m1,150,2026-01-01T00:07:00,\n3,m2,250,2026-01-01T00:12:00,\n",
  );
  await load(
    "vectors",
    "id,namespace,tags,superseded_by,forget_after,created_at\na,a/1,x;y,,2026-06-01T00:00:00,2026-01-01T00:00:00\nb,b/1,x,z,,2026-01-02T00:00:00\n",
  );
  const rows = [
    { id: "a", content: "one", city: "sf", embedding: [1, 0.5] },
    { id: "b", content: "two", city: "ny", embedding: [0, 1] },
  ];
  const uploaded = await app.call("POST", "/v1/files", {
    headers: { "content-type": "application/x-ndjson" },
    body: rows.map((row) => JSON.stringify(row)).join("\n"),
  });
  assert.equal(uploaded.status, 201, uploaded.text);
  const path = `/v1/databases/${databaseId}/schemas/public/tables/embedded/loads`;
  const json = { mode: "replace", upload_id: uploaded.json.id, format: "json" };
  const loaded = await app.call("POST", path, { json });
  assert.equal(loaded.status, 200, loaded.text);
}

test("statements that clients send", async (t: TestContext) => {
  const fixture = await startSqlFixture(t);
  await loadTables(fixture);
  for (const [sql, rowCount] of statements) {
    await t.test(sql.slice(0, 70), async () => {
      const answer = await fixture.query(sql);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.json.row_count, rowCount, answer.text);
      assert.ok(answer.json.result_id);
    });
  }
  await t.test("in dialect postgres too, which Grafana sends", async () => {
    for (const [sql, rowCount] of statements) {
      const answer = await fixture.query(sql, { dialect: "postgres" });
      assert.equal(answer.json.row_count, rowCount, `${sql}: ${answer.text}`);
    }
  });
});
