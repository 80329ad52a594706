import type { StatementCase } from "./statement-case.ts";

/** What `hotsql` has beside PostgreSQL's meaning: DuckDB's grammar and DataFusion's functions. */
export const hotsqlStatements: readonly StatementCase[] = [
  ["FROM orders SELECT id WHERE id < 2", [[1]]],
  ["SELECT * EXCLUDE (note, day) FROM orders WHERE id = 1", [[1, "ann", 10.5]]],
  ["SELECT id, FROM default.public.orders WHERE id = 1", [[1]]],
  ["SELECT customer, sum(id) AS s FROM orders GROUP BY ALL ORDER BY ALL LIMIT 1", [["ann", 4]]],
  ["SELECT id FROM orders QUALIFY row_number() OVER (ORDER BY amount DESC) = 2", [[2]]],
  ["SELECT {'a': 1}['a'], [10, 20][2], 'abc'[1]", [[1, 20, "a"]]],
  [
    "SELECT arrow_typeof(1), arrow_typeof('a'), arrow_typeof([1.5::double])",
    [["Int32", "Utf8", "list<item: Float64>"]],
  ],
  [
    "SELECT arrow_cast('7', 'Int64'), arrow_cast('2024-01-01', 'Timestamp(Microsecond, None)')",
    [[7, "2024-01-01T00:00:00"]],
  ],
  ["SELECT approx_distinct(customer), approx_percentile_cont(id, 0.5) FROM orders", [[3, 3]]],
  [
    "SELECT make_array(1, 2), array_has(make_array(1), 1), array_has_all(['a', 'b'], ARRAY['a'])",
    [[[1, 2], true, true]],
  ],
  ["SELECT array_remove([1, 2, 1], 1), array_union([1], [1])", [[[2], [1]]]],
  ["SELECT regexp_like('abc', 'B', 'i'), regexp_count('abab', 'a')", [[true, 2]]],
  [
    "SELECT cosine_distance([1.0, 0.0], [0, 1]), l2_distance([1, 2]::float[2], ARRAY[4, 6])",
    [[1, 25]],
  ],
  ["SELECT negative_dot_product([1, 2]::float[], [3, 4])", [[-11]]],
  [
    "SELECT to_unixtime('1970-01-02T00:00:00Z'), to_timestamp_seconds(60)",
    [[86400, "1970-01-01T00:01:00"]],
  ],
  ["SELECT to_local_time(TIMESTAMPTZ '2024-01-01 10:00:00+00')", [["2024-01-01T10:00:00"]]],
  ["SELECT DATE '2024-01-01' + CAST(concat(5, ' days') AS INTERVAL)", [["2024-01-06T00:00:00"]]],
  ["SELECT to_char(DATE '2024-03-05', '%d/%m'), to_date('2024', '%Y')", [["05/03", "2024-01-01"]]],
  ["SELECT median(id), round(stddev(id), 3), round(corr(id, id), 9) FROM orders", [[3, 1.581, 1]]],
  ["SELECT nvl(NULL, 1), nvl2(NULL, 1, 2), btrim(' a ')", [[1, 2, "a"]]],
];
