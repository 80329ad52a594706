-- Nine columns of mixed types, in order of id; getvariable('rows') rows.
SELECT
  i AS id,
  CAST(hash(i, 1) % 1_000_000 AS INTEGER) AS user_id,
  (hash(i, 2) % 1_000_000_007) / 1_009 AS duration,
  'page-' || hash(i, 3) % 5_000 AS page,
  hash(i, 4) % 2 = 0 AS is_mobile,
  DATE '2020-01-01' + CAST(i * 1_800 // getvariable('rows') AS INTEGER) AS day,
  TIMESTAMP '2020-01-01' + to_milliseconds(i * 155_520_000_000 // getvariable('rows')) AS at,
  CAST((hash(i, 5) % 1_000_000) / 100 AS DECIMAL(10, 2)) AS price,
  CASE WHEN hash(i, 6) % 4 > 0 THEN CAST(hash(i, 7) % 100_000 AS INTEGER) END AS score
FROM range(getvariable('rows')) AS ids(i)
