import type { StatementCase } from "./statement-case.ts";

/** PostgreSQL's answers, which `hotsql` and `postgres` both give. */
export const postgresMeaning: readonly StatementCase[] = [
  // Numbers
  ["SELECT 7 / 2, -7 / 2, 7 / -2", [[3, -3, -3]]],
  ["SELECT 7.0 / 2, 7 / 2.0, 7::float8 / 2", [[3.5, 3.5, 3.5]]],
  ["SELECT sum(id) / count(*) FROM orders", [[3]]],
  ["SELECT id / 2 FROM orders ORDER BY id", [[0], [1], [1], [2], [2]]],
  ["SELECT 1 + 7 / 2 * 2", [[7]]],
  ["SELECT 7 % 3, -7 % 3, mod(7, 3), mod(-7, 3)", [[1, -1, 1, -1]]],
  ["SELECT div(7, 2), div(-7, 2)", [[3, -3]]],
  ["SELECT id FROM orders WHERE id / 2 = 1 ORDER BY id", [[2], [3]]],
  ["SELECT abs(-3), sign(-2), ceil(1.2), floor(-1.2), power(2, 3)", [[3, -1, 2, -2, 8]]],
  ["SELECT round(2.5), round(1.234, 2), trunc(1.99)", [[3, 1.23, 1]]],
  ["SELECT 2 ^ 10, sqrt(16), greatest(1, NULL, 3), least(2, 1)", [[1024, 4, 3, 1]]],
  ["SELECT avg(amount), min(amount), max(amount) FROM orders", [[10.6875, 5.25, 20]]],
  [
    "SELECT nullif(1, 1), coalesce(NULL, 2), CASE WHEN 1 = 2 THEN 'a' ELSE 'b' END",
    [[null, 2, "b"]],
  ],

  // NULLs and order
  ["SELECT customer FROM orders ORDER BY customer", [["ann"], ["ann"], ["bob"], ["cid"], [null]]],
  [
    "SELECT customer FROM orders ORDER BY customer DESC",
    [[null], ["cid"], ["bob"], ["ann"], ["ann"]],
  ],
  ["SELECT id FROM orders ORDER BY amount DESC, id LIMIT 2", [[4], [2]]],
  ["SELECT id FROM orders ORDER BY amount DESC NULLS LAST LIMIT 1", [[2]]],
  ["SELECT id FROM orders ORDER BY amount NULLS FIRST LIMIT 1", [[4]]],
  [
    "SELECT id, row_number() OVER (ORDER BY amount DESC) FROM orders ORDER BY id LIMIT 2",
    [
      [1, 3],
      [2, 2],
    ],
  ],
  ["SELECT array_agg(id ORDER BY amount DESC) FROM orders", [[[4, 2, 1, 5, 3]]]],
  ["SELECT string_agg(customer, ',' ORDER BY id DESC) FROM orders", [["cid,ann,bob,ann"]]],
  ["SELECT NULL = NULL, NULL IS NOT DISTINCT FROM NULL, 1 IN (2, NULL)", [[null, true, null]]],
  ["SELECT count(*), count(amount), count(DISTINCT customer) FROM orders", [[5, 4, 3]]],

  // Text and patterns
  [
    "SELECT 'abc' ~ 'b', 'abc' ~ '^b', 'abc' !~ 'x', 'ABC' ~* 'b', 'ABC' !~* 'b'",
    [[true, false, true, true, false]],
  ],
  ["SELECT id FROM orders WHERE customer ~ 'n' ORDER BY id", [[1], [3]]],
  ["SELECT id FROM orders WHERE customer !~ 'n' ORDER BY id", [[2], [4]]],
  ["SELECT ~5, -(~0)", [[-6, 1]]],
  [
    "SELECT 'abc' SIMILAR TO 'a%', 'abc' SIMILAR TO '_b_', 'abc' SIMILAR TO 'b'",
    [[true, true, false]],
  ],
  ["SELECT 'abc' SIMILAR TO '(a|b)%', 'abc' NOT SIMILAR TO 'a.c'", [[true, true]]],
  ["SELECT 'a%b' LIKE 'a\\%b', 'axb' LIKE 'a\\%b', 'axb' LIKE 'a_b'", [[true, false, true]]],
  ["SELECT id FROM orders WHERE note LIKE '%\\_%'", [[4]]],
  ["SELECT id FROM orders WHERE note LIKE '%!%%' ESCAPE '!'", [[3]]],
  ["SELECT id FROM orders WHERE note ILIKE 'z%'", [[5]]],
  ["SELECT id FROM orders WHERE note NOT LIKE '%e%' ORDER BY id", [[1], [3], [4]]],
  [
    "SELECT substr('hello', 2), substr('hello', -1, 3), substr('hello', 0, 3)",
    [["ello", "h", "he"]],
  ],
  ["SELECT substring('hello' FROM 2 FOR 3), substring('hello', 2, 2)", [["ell", "el"]]],
  ["SELECT left('hello', 2), right('hello', 2), left('hello', -2)", [["he", "lo", "hel"]]],
  ["SELECT lpad('a', 3), rpad('a', 3, 'xy'), lpad('abcdef', 3)", [["  a", "axy", "abc"]]],
  [
    "SELECT split_part('a,b,c', ',', 2), split_part('a,b', ',', 3), strpos('abc', 'c')",
    [["b", "", 3]],
  ],
  [
    "SELECT position('b' IN 'abc'), length('héllo'), upper('é'), initcap('hello world')",
    [[2, 5, "É", "Hello World"]],
  ],
  [
    "SELECT btrim('  a '), ltrim('xxa', 'x'), trim(both 'x' FROM 'xax'), repeat('ab', 2)",
    [["a", "a", "a", "abab"]],
  ],
  [
    "SELECT replace('aXa', 'X', '-'), reverse('abc'), concat('a', NULL, 1), 'a' || NULL",
    [["a-a", "cba", "a1", null]],
  ],
  [
    "SELECT regexp_replace('abab', 'a', 'x'), regexp_replace('abab', 'a', 'x', 'g')",
    [["xbab", "xbxb"]],
  ],
  [
    "SELECT regexp_match('foobarbequebaz', '(bar)(beque)'), regexp_match('abc', 'x')",
    [[["bar", "beque"], null]],
  ],
  [
    "SELECT starts_with('abc', 'ab'), concat_ws('-', 'a', NULL, 'b'), translate('abc', 'ab', 'xy')",
    [[true, "a-b", "xyc"]],
  ],
  ["SELECT $$it's$$, E'a\\tb', 'it''s'", [["it's", "a\tb", "it's"]]],

  // Dates
  ["SELECT DATE '2024-03-01' - DATE '2024-02-01'", [[29]]],
  ["SELECT DATE '2024-01-31' + 1, DATE '2024-01-31' - 31", [["2024-02-01", "2023-12-31"]]],
  ["SELECT DATE '2024-01-31' + INTERVAL '1 month'", [["2024-02-29T00:00:00"]]],
  ["SELECT extract(year FROM day), extract(dow FROM day) FROM orders WHERE id = 1", [[2024, 1]]],
  ["SELECT date_trunc('month', TIMESTAMP '2024-03-15 10:30:00')", [["2024-03-01T00:00:00"]]],
  [
    "SELECT to_char(TIMESTAMP '2024-03-05 14:07:09', 'YYYY-MM-DD HH24:MI:SS')",
    [["2024-03-05 14:07:09"]],
  ],
  [
    "SELECT to_char(DATE '2024-03-05', 'DD Mon YYYY'), to_char(DATE '2024-03-05', 'FMMonth')",
    [["05 Mar 2024", "March"]],
  ],
  ["SELECT to_date('05.03.2024', 'DD.MM.YYYY')", [["2024-03-05"]]],
  ["SELECT to_char(TIMESTAMP '2024-03-05 14:07:09', 'HH12:MI AM \"at\" DD')", [["02:07 PM at 05"]]],
  ["SELECT to_timestamp(86400)", [["1970-01-02T00:00:00Z"]]],
  ["SELECT extract(epoch FROM TIMESTAMP '1970-01-02 00:00:00')", [[86400]]],
  [
    "SELECT date_bin(INTERVAL '15 minutes', TIMESTAMP '2024-01-01 00:20:00', TIMESTAMP '2024-01-01')",
    [["2024-01-01T00:15:00"]],
  ],
  ["SELECT count(*) FROM orders WHERE day BETWEEN '2024-01-01' AND '2024-01-31'", [[2]]],

  // Queries
  [
    "SELECT DISTINCT ON (customer) customer, id FROM orders WHERE customer IS NOT NULL ORDER BY customer, id DESC",
    [
      ["ann", 3],
      ["bob", 2],
      ["cid", 4],
    ],
  ],
  [
    "SELECT customer, count(*) FILTER (WHERE amount > 6) FROM orders GROUP BY customer ORDER BY 1 LIMIT 2",
    [
      ["ann", 1],
      ["bob", 1],
    ],
  ],
  [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT sum(i) FROM n",
    [[10]],
  ],
  [
    "SELECT o.id, x.v FROM orders o, LATERAL (SELECT o.id * 10 AS v) x ORDER BY 1 LIMIT 1",
    [[1, 10]],
  ],
  ["SELECT * FROM generate_series(1, 5, 2) AS g(i)", [[1], [3], [5]]],
  ["SELECT unnest(ARRAY[1, 2])", [[1], [2]]],
  [
    "SELECT (ARRAY[10, 20])[1], array_length(ARRAY[1, 2, 3], 1), 2 = ANY (ARRAY[1, 2])",
    [[10, 3, true]],
  ],
  ["SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM orders", [[8.75]]],
  [
    "SELECT customer, sum(amount) FROM orders GROUP BY ROLLUP (customer) HAVING customer IS NULL ORDER BY 2",
    [
      [null, 7],
      [null, 42.75],
    ],
  ],
  [
    "SELECT id, lag(id) OVER (ORDER BY id), sum(id) OVER (ORDER BY id ROWS 1 PRECEDING) FROM orders ORDER BY id LIMIT 2",
    [
      [1, null, 1],
      [2, 1, 3],
    ],
  ],
  ["SELECT 1 AS a UNION ALL SELECT 2 EXCEPT SELECT 2 ORDER BY a", [[1]]],
  ["SELECT bool_and(id > 0), bool_or(id > 4), every(id > 1) FROM orders", [[true, true, false]]],
  [
    "VALUES (1, 'a'), (2, 'b')",
    [
      [1, "a"],
      [2, "b"],
    ],
  ],
  [
    "SELECT '42'::int + 1, CAST('t' AS boolean), 5::text || 'x', 2.5::int, 3.5::float8::int",
    [[43, true, "5x", 3, 4]],
  ],
];
