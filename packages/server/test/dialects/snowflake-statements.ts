import type { StatementCase } from "./statement-case.ts";

/** Snowflake's answers, by way of translation. */
export const snowflakeStatements: readonly StatementCase[] = [
  ["SELECT 7 / 2, 7 % 3, MOD(7, 3)", [[3.5, 1, 1]]],
  ["SELECT id FROM orders ORDER BY amount DESC LIMIT 2", [[4], [2]]],
  ["SELECT customer FROM orders ORDER BY customer LIMIT 1", [["ann"]]],
  ["SELECT IFF(id > 1, 'y', 'n') FROM orders ORDER BY id LIMIT 2", [["n"], ["y"]]],
  ["SELECT id, customer, FROM orders WHERE id = 1", [[1, "ann"]]],
  [
    "SELECT NVL(customer, '-'), NVL2(customer, 1, 2), ZEROIFNULL(NULL) FROM orders WHERE id = 5",
    [["-", 2, 0]],
  ],
  [
    "SELECT DECODE(id, 1, 'one', 2, 'two', 'many') FROM orders ORDER BY id LIMIT 3",
    [["one"], ["two"], ["many"]],
  ],
  ["SELECT EQUAL_NULL(NULL, NULL), DIV0(1, 0), NULLIFZERO(0)", [[true, 0, null]]],
  [
    "SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer ORDER BY id DESC) = 1 ORDER BY id",
    [[2], [3], [4], [5]],
  ],
  ["SELECT LISTAGG(customer, ',') WITHIN GROUP (ORDER BY id) FROM orders", [["ann,bob,ann,cid"]]],
  ["SELECT COUNT_IF(amount > 6), ANY_VALUE(1), MEDIAN(id) FROM orders", [[3, 1, 3]]],
  ["SELECT ARRAY_CONSTRUCT(10, 20, 30)[0], ARRAY_CONSTRUCT(10, 20, 30)[2]", [[10, 30]]],
  ["SELECT SPLIT('a,b,c', ',')[1], SPLIT_PART('a,b,c', ',', 2)", [["b", "b"]]],
  [
    "SELECT ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2)), ARRAY_CONTAINS(2, ARRAY_CONSTRUCT(1, 2))",
    [[2, true]],
  ],
  ["SELECT STRTOK('a.b', '.', 2), STRTOK('a b', ' ', 1)", [["b", "a"]]],
  ["SELECT DATEDIFF('day', '2024-01-01'::date, '2024-03-01'::date)", [[60]]],
  [
    "SELECT DATEDIFF(hour, '2024-01-01 01:30:00'::timestamp, '2024-01-01 03:00:00'::timestamp)",
    [[2]],
  ],
  [
    "SELECT DATEDIFF('minute', '2024-01-01 01:30:00'::timestamp, '2024-01-01 03:00:00'::timestamp)",
    [[90]],
  ],
  ["SELECT DATEDIFF(month, '2024-01-31'::date, '2024-02-01'::date)", [[1]]],
  ["SELECT DATEADD(day, 3, '2024-01-30'::date)", [["2024-02-02T00:00:00"]]],
  [
    "SELECT DATE_TRUNC('month', '2024-03-15'::timestamp), LAST_DAY('2024-02-03'::date)",
    [["2024-03-01T00:00:00", "2024-02-29"]],
  ],
  [
    "SELECT YEAR(day), MONTH(day), DAY(day), QUARTER(day) FROM orders WHERE id = 5",
    [[2024, 3, 5, 1]],
  ],
  [
    "SELECT TO_CHAR('2024-03-05'::date, 'DD.MM.YYYY'), TO_DATE('05.03.2024', 'DD.MM.YYYY')",
    [["05.03.2024", "2024-03-05"]],
  ],
  [
    "SELECT TO_TIMESTAMP('2024-01-01 10:00:00')::varchar, DATE_FROM_PARTS(2024, 2, 3)",
    [["2024-01-01 10:00:00", "2024-02-03"]],
  ],
  [
    "SELECT CURRENT_TIMESTAMP() > '2024-01-01'::timestamp, CURRENT_DATE() IS NOT NULL",
    [[true, true]],
  ],
  [
    "SELECT 'abc' || 'd', CONTAINS('abc', 'b'), STARTSWITH('abc', 'a'), ENDSWITH('abc', 'c')",
    [["abcd", true, true, true]],
  ],
  [
    "SELECT CHARINDEX('b', 'abc'), LEN('abc'), SUBSTR('hello', 0, 2), SUBSTR('hello', -2)",
    [[2, 3, "he", "lo"]],
  ],
  [
    "SELECT REGEXP_LIKE('abc', 'a.c'), REGEXP_SUBSTR('abc', 'b.'), REGEXP_REPLACE('aba', 'a', 'x')",
    [[true, "bc", "xbx"]],
  ],
  [
    "SELECT UPPER('a'), INITCAP('ab cd'), LPAD('7', 3, '0'), TRIM('  a ')",
    [["A", "Ab Cd", "007", "a"]],
  ],
  ["SELECT 'a' ILIKE ANY ('A%', 'B%')", [[true]]],
  ["SELECT 'it\\'s; fine'", [["it's; fine"]]],
  ["SELECT '12'::number(10, 2), '1'::int, 1::varchar, TRY_CAST('x' AS int)", [[12, 1, "1", null]]],
  ["SELECT BITAND(6, 3), SQUARE(3), ROUND(2.55, 1), FLOOR(1.5), CEIL(1.5)", [[2, 9, 2.6, 1, 2]]],
  ['SELECT PARSE_JSON(\'{"a": {"b": 5}}\'):a.b::int', [[5]]],
  ["SELECT * EXCLUDE (note, day) FROM orders WHERE id = 1", [[1, "ann", 10.5]]],
  ["SELECT TOP 2 id FROM orders ORDER BY id", [[1], [2]]],
  [
    "SELECT MIN_BY(customer, amount), MAX_BY(customer, id) FROM orders WHERE amount IS NOT NULL AND customer IS NOT NULL",
    [["ann", "ann"]],
  ],
  ["SELECT column1 + column2 FROM (SELECT 1 AS column1, 2 AS column2)", [[3]]],
  ["WITH a AS (SELECT 1 AS x) SELECT x FROM a UNION ALL SELECT 2 ORDER BY x", [[1], [2]]],
  [
    "SELECT o.id FROM default.public.orders o LEFT JOIN orders p ON o.id = p.id + 1 WHERE p.id IS NULL",
    [[1]],
  ],
  ["SELECT GREATEST(1, 2), LEAST(1, 2), GREATEST(1, NULL), COALESCE(NULL, 3)", [[2, 1, null, 3]]],
  [
    "SELECT SUM(amount) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders ORDER BY id LIMIT 2",
    [[10.5], [30.5]],
  ],
  ["SELECT BOOLOR_AGG(id > 4), BOOLAND_AGG(id > 4) FROM orders", [[true, false]]],
];
