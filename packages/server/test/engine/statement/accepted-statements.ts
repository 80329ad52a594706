/** SQL texts that pass, with the tables they name (separated by spaces, in order of appearance). */
export type AcceptedStatement = readonly [sqlText: string, tables: string];

const plain: readonly AcceptedStatement[] = [
  ["SELECT * FROM default.public.orders LIMIT 5", "default.public.orders"],
  ["SELECT 1 AS ok", ""],
  ["SELECT 1;", ""],
  ["select 1 ; ; ", ""],
  [";SELECT 1", ""],
  ["SELECT * FROM t", "t"],
  ["SELECT * FROM s.t", "s.t"],
  ["SELECT * FROM c.s.t", "c.s.t"],
  ['SELECT * FROM "C"."S"."T t"', "C.S.T t"],
  ["SELECT * FROM t, T, t AS u", "t"],
  ["SELECT * FROM t, s.t, c.s.t", "t s.t c.s.t"],
  ["SELECT * FROM default.t", "default.t"],
  ["SELECT * FROM DEFAULT.public.t", "DEFAULT.public.t"],
  ['SELECT * FROM "default".public.t', "default.public.t"],
  ["SELECT * FROM default . public . t", "default.public.t"],
  ["SELECT * FROM default/* x */./* y */public.t", "default.public.t"],
  ["SELECT default.public.t.id FROM default.public.t", "default.public.t"],
  ["SELECT t.default FROM t", "t"],
  ["SELECT 'default.x', \"default.x\" FROM t", "t"],
  ["SELECT $$default.x$$", ""],
  ["FROM t", "t"],
  ["FROM t SELECT a", "t"],
  ["TABLE t", "t"],
  ["VALUES (1, 'a'), (2, 'b')", ""],
  ["(SELECT 1)", ""],
  ["((SELECT * FROM a) UNION (SELECT * FROM b)) LIMIT 1", "a b"],
  ["SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4", ""],
  ["SELECT a FROM t UNION BY NAME SELECT b FROM u", "t u"],
  ["SELECT * FROM information_schema.tables", "information_schema.tables"],
  ["SELECT * FROM INFORMATION_SCHEMA.Columns", "INFORMATION_SCHEMA.Columns"],
  ["SELECT * FROM default.information_schema.columns", "default.information_schema.columns"],
  ["SELECT * FROM duckdb_tables", "duckdb_tables"],
  ["SELECT * FROM system.main.duckdb_settings", "system.main.duckdb_settings"],
  ["SELECT * FROM sqlite_master, pg_class", "sqlite_master pg_class"],
  ["SELECT * FROM 'x.csv'", "x.csv"],
  ["SELECT * FROM 'a/*.parquet' AS x", "a/*.parquet"],
  ["SELECT * FROM t1, t1.items", "t1 t1.items"],
  [
    "SELECT current_date, current_timestamp, now(), current_user, current_database(), version()",
    "",
  ],
];

const comments: readonly AcceptedStatement[] = [
  [
    '/* {"app": "dbt", "node": 1} */ select * from "default"."public"."t" limit 0',
    "default.public.t",
  ],
  ["-- x\nSELECT 1 -- y", ""],
  ["SELECT 1 /* a /* nested */ ; */ + 1", ""],
  ["SELECT /* it's */ 'a;b' FROM t", "t"],
  ["SELECT '/* no comment' FROM t -- '", "t"],
  ["SELECT '--', \"--\" FROM t", "t"],
  ["SELECT E'a\\'; b', 'c' 'd' FROM t".replace("'c' 'd'", "'c'\n'd'"), "t"],
  ["SELECT $q$ ; ' \" -- $q$, 1 FROM t", "t"],
  ["SELECT\u00a0*\u2003FROM\u3000t", "t"],
  ["SELECT * FROM \u00fcn\u00efc\u00f6de.\u8868", "\u00fcn\u00efc\u00f6de.\u8868"],
  ["SELECT a$1 FROM t$x", "t$x"],
];

const clientShapes: readonly AcceptedStatement[] = [
  [
    `SELECT "id", "model" FROM "default"."public"."spans" WHERE "latency_ms" > 100 ORDER BY "id" LIMIT 10`,
    "default.public.spans",
  ],
  [
    `SELECT 'spans' AS table_name, COUNT(*) AS row_count FROM "default"."public"."spans"
     UNION ALL SELECT 'runs', COUNT(*) FROM "default"."public"."runs"`,
    "default.public.spans default.public.runs",
  ],
  [
    `SELECT model, avg(latency_ms) AS p FROM "default"."public"."spans" GROUP BY model`,
    "default.public.spans",
  ],
  ["SELECT * FROM (SELECT 1 AS a) AS ibis_hotdata_preview LIMIT 1", ""],
  [
    `SELECT "t0"."model", AVG("t0"."latency_ms") AS "p" FROM "default"."public"."spans" AS "t0" GROUP BY 1`,
    "default.public.spans",
  ],
  [
    `SELECT "t1"."a" FROM (SELECT "t0"."a" FROM "tpch"."tpch_sf1"."customer" AS "t0") AS "t1"`,
    "tpch.tpch_sf1.customer",
  ],
  ["select 1 as loaded", ""],
  [
    `select count(*) as failures, count(*) != 0 as should_warn, count(*) != 0 as should_error
     from (select * from "default"."public"."t" where id is null) dbt_internal_test`,
    "default.public.t",
  ],
  ["select max(f) as max_loaded_at, now() as snapshotted_at from public.t", "public.t"],
  ["select * from (select * from public.t) as model_limit_subq limit 5", "public.t"],
  [
    "SELECT DISTINCT table_catalog FROM information_schema.tables WHERE table_schema <> 'information_schema'",
    "information_schema.tables",
  ],
  [
    `SELECT table_schema, table_name, COUNT(column_name) AS column_count FROM information_schema.columns
     GROUP BY table_schema, table_name ORDER BY table_schema`,
    "information_schema.columns",
  ],
  [
    `SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
     WHERE table_name='x' AND table_schema='y' AND table_catalog='z'
     ORDER BY table_schema, table_name, ordinal_position LIMIT 201`,
    "information_schema.columns",
  ],
  ['SELECT COUNT(*) AS row_count, COUNT("col") AS n0 FROM public.listings', "public.listings"],
  [
    `SELECT id, list_cosine_distance(embedding, ARRAY[0.1, 0.2]) AS dist FROM "default"."public"."vectors"
     WHERE city = 'sf' ORDER BY dist ASC LIMIT 4`,
    "default.public.vectors",
  ],
  [`SELECT id FROM t WHERE id IN ('a','b')`, "t"],
  [
    `WITH near AS (SELECT id, d FROM vectors), near_ranked AS
       (SELECT id, ROW_NUMBER() OVER (ORDER BY d) AS rank FROM near), text_ranked AS
       (SELECT id, ROW_NUMBER() OVER (ORDER BY s DESC) AS rank FROM docs)
     SELECT b.*, COALESCE(1.0/(60+n.rank),0) + COALESCE(1.0/(60+t.rank),0) AS score
     FROM near_ranked n FULL OUTER JOIN text_ranked t ON n.id = t.id
     JOIN base b ON b.id = COALESCE(n.id, t.id) ORDER BY score DESC LIMIT 4`,
    "vectors docs base",
  ],
  [
    `SELECT result_json, created_at FROM "default"."public"."tool_cache" WHERE cache_key='it''s'`,
    "default.public.tool_cache",
  ],
  [
    `SELECT * FROM memory WHERE superseded_by IS NULL AND (forget_after IS NULL OR
     forget_after > TIMESTAMP '2026-01-01T00:00:00Z') AND starts_with(namespace,'a/')
     AND array_has_all(tags, ARRAY['x'])`,
    "memory",
  ],
  [
    `SELECT * FROM (SELECT *, 1 AS rank FROM a UNION ALL SELECT *, 2 FROM b)
     ORDER BY created_at DESC, id ASC LIMIT 5`,
    "a b",
  ],
  [
    `SELECT time_bucket(interval '300000 millisecond', ts, timestamp '1970-01-01T00:00:00Z') AS time,
     host, avg(v) FROM m WHERE ts >= '2026-01-01T00:00:00Z' AND ts <= '2026-01-02T00:00:00Z'
     GROUP BY 1, 2 ORDER BY 1`,
    "m",
  ],
  ["SELECT * FROM entries WHERE id = 1", "entries"],
  ["SELECT * FROM data", "data"],
];

const ctes: readonly AcceptedStatement[] = [
  ["WITH a AS (SELECT 1) SELECT * FROM a", ""],
  ["WITH a AS (SELECT * FROM t) SELECT * FROM A", "t"],
  ['WITH "A" AS (SELECT 1) SELECT * FROM a', ""],
  ["WITH a AS (SELECT * FROM a) SELECT * FROM a", "a"],
  ["WITH a AS (SELECT 1) SELECT * FROM s.a", "s.a"],
  ["WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, b", "b"],
  ["WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b", ""],
  ["WITH a AS (SELECT 1) SELECT (SELECT count(*) FROM a), EXISTS (FROM a)", ""],
  ["SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a), a", "a"],
  ["(WITH a AS (SELECT 1) SELECT * FROM a) UNION ALL SELECT * FROM a", "a"],
  ["WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT * FROM a", ""],
  ["WITH a AS (SELECT 1) (WITH b AS (SELECT * FROM a) SELECT * FROM b) UNION SELECT * FROM b", "b"],
  ["WITH a AS (WITH a AS (SELECT * FROM a) SELECT * FROM a) SELECT * FROM a", "a"],
  ["WITH a AS MATERIALIZED (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) FROM a, b", ""],
  ["WITH a(x) AS (VALUES (1)) SELECT x FROM a", ""],
  ["WITH a AS (SELECT 1 v) SELECT * FROM t, LATERAL (SELECT * FROM a WHERE v = t.v)", "t"],
  ["WITH a AS (SELECT 1 v) PIVOT a ON v IN (1) USING count(*)", ""],
  ["WITH a AS (SELECT 1 v) SELECT * FROM (DESCRIBE a)", ""],
  ["WITH a AS (SELECT 1 v) SELECT * FROM t ORDER BY 1 LIMIT (SELECT v FROM a)", "t"],
  ["WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) FROM r", ""],
  ["WITH RECURSIVE r AS (SELECT * FROM r UNION ALL SELECT * FROM r) FROM r", "r"],
  ["WITH RECURSIVE r AS (SELECT * FROM r) SELECT * FROM r", "r"],
  ["WITH RECURSIVE r AS (SELECT 1 n UNION SELECT n + 1 FROM (SELECT * FROM r)) FROM r", ""],
  [
    "WITH RECURSIVE r AS (WITH a AS (SELECT 1 n) SELECT n FROM a UNION ALL SELECT r.n FROM r, a) FROM r",
    "",
  ],
  [
    "WITH RECURSIVE r(a, b) USING KEY (a) AS (SELECT 1, 2 UNION SELECT a, b FROM recurring.r) FROM r",
    "",
  ],
  ["WITH RECURSIVE r AS (SELECT 1 UNION SELECT * FROM recurring.r) FROM r", "recurring.r"],
  ["WITH r AS (SELECT 1) SELECT * FROM recurring.r", "recurring.r"],
  ['WITH k AS (SELECT 1) SELECT * FROM "\u212a"', "\u212a"],
  ["WITH \u00e9 AS (SELECT 1) SELECT * FROM \u00c9", "\u00c9"],
];

const joins: readonly AcceptedStatement[] = [
  ["SELECT * FROM a JOIN b USING (x)", "a b"],
  ["SELECT * FROM a NATURAL JOIN b NATURAL LEFT JOIN c", "a b c"],
  ["SELECT * FROM a ASOF JOIN b ON a.t >= b.t", "a b"],
  ["SELECT * FROM a ASOF LEFT JOIN b USING (k, t)", "a b"],
  ["SELECT * FROM a POSITIONAL JOIN b", "a b"],
  ["SELECT * FROM a CROSS JOIN b, c", "a b c"],
  ["SELECT * FROM a SEMI JOIN b USING (x) ANTI JOIN c USING (x)", "a b c"],
  [
    "SELECT * FROM a LEFT JOIN b ON a.x = b.x RIGHT JOIN c ON true FULL JOIN d ON a.x = d.x",
    "a b c d",
  ],
  ["SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x)", "a b"],
  ["SELECT * FROM a LEFT JOIN LATERAL (SELECT 1) ON true", "a"],
  ["SELECT * FROM a JOIN (b JOIN c USING (y)) USING (x)", "a b c"],
  ["SELECT * FROM a x(i, j), (SELECT * FROM b) y(k)", "a b"],
  ["SELECT * FROM a TABLESAMPLE 10%", "a"],
  ["SELECT * FROM a TABLESAMPLE reservoir(20 ROWS) REPEATABLE (3) USING SAMPLE 5 ROWS", "a"],
];

const tableFunctions: readonly AcceptedStatement[] = [
  ["SELECT * FROM range(10)", ""],
  ["SELECT * FROM generate_series(1, 3) AS g(n)", ""],
  ["SELECT * FROM unnest([1, 2]) WITH ORDINALITY", ""],
  ["SELECT * FROM t, unnest(t.items) AS u(item)", "t"],
  ["SELECT * FROM unnest((SELECT list(x) FROM t))", "t"],
  [`SELECT * FROM json_each('{"a": 1}'), json_tree('[1]')`, ""],
  ["SELECT * FROM repeat('x', 3), repeat_row(1, 2, num_rows := 3)", ""],
  ["SELECT * FROM test_all_types()", ""],
  ["SELECT * FROM main.range(3)", ""],
];

const pivots: readonly AcceptedStatement[] = [
  ["PIVOT t ON a IN ('x', 'y') USING sum(b) GROUP BY c", "t"],
  ["SELECT * FROM (PIVOT t ON a IN ('x') USING sum(b))", "t"],
  ["SELECT * FROM t PIVOT (sum(b) FOR a IN ('x', 'y'))", "t"],
  ["FROM t PIVOT (sum(b) AS s, max(b) FOR a IN ('x' AS xx) c IN (1, 2) GROUP BY d) AS p", "t"],
  ["PIVOT (SELECT * FROM t JOIN u USING (x)) ON a IN (1) USING first(b)", "t u"],
  ["UNPIVOT t ON a, b INTO NAME n VALUE v", "t"],
  ["UNPIVOT t ON COLUMNS(* EXCLUDE (id))", "t"],
  ["FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b AS bb))", "t"],
  ["PIVOT_WIDER t ON a IN (1) USING sum(b)", "t"],
];

const clauses: readonly AcceptedStatement[] = [
  [
    "SELECT a FROM t WHERE b IN (SELECT b FROM u) AND EXISTS (SELECT 1 FROM v WHERE v.a = t.a)",
    "u v t",
  ],
  ["SELECT (SELECT max(x) FROM u) FROM t", "u t"],
  ["SELECT a FROM t GROUP BY a HAVING count(*) > (SELECT count(*) FROM u)", "t u"],
  ["SELECT a FROM t ORDER BY (SELECT b FROM u)", "u t"],
  ["SELECT a FROM t LIMIT (SELECT 1 FROM u) OFFSET (SELECT 1 FROM v)", "u v t"],
  ["SELECT a FROM t QUALIFY row_number() OVER (PARTITION BY b ORDER BY (FROM u)) = 1", "t u"],
  [
    "SELECT a > ALL (SELECT b FROM u), a = ANY (SELECT c FROM v), ARRAY(SELECT d FROM w) FROM t",
    "u v w t",
  ],
  ["SELECT CASE WHEN a IN (FROM u) THEN (FROM v) ELSE (FROM w) END FROM t", "u v w t"],
  ["SELECT * FROM a JOIN b ON a.x = (SELECT max(x) FROM c)", "a b c"],
  ["SELECT sum(x) FILTER (x IN (FROM u)) FROM t", "u t"],
  [
    "SELECT count(*) OVER (ORDER BY a ROWS BETWEEN (SELECT 1 FROM u) PRECEDING AND CURRENT ROW) FROM t",
    "u t",
  ],
  ["SELECT DISTINCT ON ((SELECT 1 FROM u)) a FROM t", "u t"],
  ["SELECT * REPLACE ((SELECT 1 FROM u) AS a) FROM t", "u t"],
  ["VALUES ((SELECT 1 FROM u))", "u"],
  ["SELECT [x FOR x IN (SELECT list(a) FROM u)] FROM t", "u t"],
  ["SELECT a, GROUPING(a) FROM t GROUP BY GROUPING SETS ((a), (b), ())", "t"],
  ["SELECT a FROM t GROUP BY ROLLUP (a, b), CUBE (c)", "t"],
  ["SELECT a, sum(b) FROM t GROUP BY ALL ORDER BY ALL DESC NULLS LAST", "t"],
  ["SELECT DISTINCT ON (a) * FROM t ORDER BY a LIMIT 10%", "t"],
  ["SELECT a FROM t ORDER BY a COLLATE nocase OFFSET 3", "t"],
  ["SELECT rank() OVER w, lag(a, 1, 0) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c)", "t"],
  [
    "SELECT first_value(a IGNORE NULLS) OVER (ORDER BY b GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) FROM t",
    "t",
  ],
  ["SELECT fill(a) OVER (ORDER BY b), cume_dist() OVER (), ntile(3) OVER () FROM t", "t"],
];

const expressions: readonly AcceptedStatement[] = [
  ["SELECT a.b.c, s.f, s['f'], (s).f, l[1], l[1:2], l[-1], m['k'] FROM t", "t"],
  ["SELECT {'a': 1, 'b': [1, 2]}, MAP {'x': 1}, (1, 2), ROW(1), ARRAY[1, 2], [[1], [2]]", ""],
  ["SELECT list_transform(l, x -> x + 1), list_filter(l, lambda x: x > 1) FROM t", "t"],
  ["SELECT list_reduce(l, lambda x, y: x + y), [x * 2 FOR x IN l IF x > 1] FROM t", "t"],
  [
    "SELECT COLUMNS('a.*'), COLUMNS(c -> c LIKE 'x%'), * EXCLUDE (a) RENAME (b AS c), t.* FROM t",
    "t",
  ],
  ["SELECT * LIKE 'a%' FROM t", "t"],
  ["SELECT max(COLUMNS(*)) FROM t WHERE COLUMNS(*) > 1", "t"],
  ["SELECT coalesce(*COLUMNS(*)) FROM t", "t"],
  [
    "SELECT a::int, CAST(a AS DECIMAL(18, 3)), TRY_CAST(a AS DATE), a::STRUCT(x INT, y TEXT[])[3] FROM t",
    "t",
  ],
  [
    "SELECT a::MAP(INT, TEXT), a::UNION(x INT), a::ENUM('a', 'b'), a::TIMESTAMP WITH TIME ZONE FROM t",
    "t",
  ],
  [
    "SELECT DATE '2020-01-01' + INTERVAL 1 DAY, INTERVAL '1 day', TIMESTAMP '2020-01-01', TIME '10:00'",
    "",
  ],
  [
    "SELECT EXTRACT(year FROM a), date_trunc('day', a), a AT TIME ZONE 'UTC', strftime(a, '%Y') FROM t",
    "t",
  ],
  [
    "SELECT a LIKE 'x' ESCAPE '$', a NOT ILIKE 'y', a SIMILAR TO 'z', a ~ 'x', a GLOB '*' FROM t",
    "t",
  ],
  ["SELECT a ->> 'b', a -> '$.c', json_extract(a, '$.d'), a::JSON FROM t", "t"],
  [
    "SELECT a IS DISTINCT FROM b, a IS NULL, a NOTNULL, a BETWEEN 1 AND 2, NOT a, a IS TRUE FROM t",
    "t",
  ],
  [
    "SELECT position('a' IN b), substring(b FROM 1 FOR 2), trim(BOTH 'x' FROM b), b || 'c' FROM t",
    "t",
  ],
  ["SELECT a + b - c * d / e % f // g ** h ^ i, -a, ~b, a & b | c << 1 >> 2, @a, 5! FROM t", "t"],
  [
    "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY b) FROM t",
    "t",
  ],
  ["SELECT string_agg(DISTINCT a, ',' ORDER BY b) FILTER (WHERE c) FROM t", "t"],
  ["SELECT a.upper().lower(), pg_catalog.sum(a), main.abs(a), system.main.abs(a) FROM t", "t"],
  ['SELECT ABS(1), "Abs"(1)', ""],
  ["SELECT if(a, b, c), ifnull(a, b), nullif(a, b), coalesce(a, b), TRY(a / b) FROM t", "t"],
  ["SELECT unnest(l), unnest(s, recursive := true), struct_pack(x := 1, y := 2) FROM t", "t"],
  [
    'SELECT #1, a AS "order", 1e5, 0.5, 12345678901234567890123456789012345678901, true, NULL FROM t',
    "t",
  ],
  ["SELECT a IN (1, 2), a IN [1, 2], (a, b) IN ((1, 2)), a = ANY([1, 2]) FROM t", "t"],
  [
    "SELECT generate_series(1, 3), generate_subscripts([1], 1), regexp_split_to_table('a b', ' ')",
    "",
  ],
  ["SELECT a::geometry, st_astext(b), a::variant FROM t", "t"],
];

const describing: readonly AcceptedStatement[] = [
  ["DESCRIBE t", "t"],
  ["DESC c.s.t", "c.s.t"],
  ["DESCRIBE default.public.t", "default.public.t"],
  ["DESCRIBE SELECT * FROM t", "t"],
  ["SHOW t", "t"],
  ["SUMMARIZE t", "t"],
  ["SUMMARIZE SELECT * FROM t", "t"],
  ["SHOW COLUMNS FROM t", "t"],
  ["show columns in default.public.t;", "default.public.t"],
  ["SHOW /* x */ COLUMNS -- y\n FROM c.s.t", "c.s.t"],
  ["SELECT column_name FROM (DESCRIBE t) WHERE column_name LIKE 'a%'", "t"],
  ["SHOW FUNCTIONS", ""],
];

export const acceptedStatements: readonly AcceptedStatement[] = [
  plain,
  comments,
  clientShapes,
  ctes,
  joins,
  tableFunctions,
  pivots,
  clauses,
  expressions,
  describing,
].flat();
