-- Orders of a shop, in order of id; getvariable('rows') of them.
SELECT
  i AS order_id,
  CAST(hash(i) % greatest(getvariable('rows') // 20, 1) AS INTEGER) AS customer_id,
  TIMESTAMP '2023-01-01' + to_seconds(i * 94_608_000 // getvariable('rows')) AS ordered_at,
  ['new', 'paid', 'shipped', 'delivered', 'returned'][CAST(1 + hash(i, 1) % 5 AS BIGINT)] AS status,
  'country ' || hash(i, 2) % 60 AS country,
  CAST((hash(i, 3) % 100_000_000) / 10_000 AS DECIMAL(12, 2)) AS amount,
  CAST(1 + hash(i, 4) % 12 AS INTEGER) AS quantity,
  -- Not DOUBLE: averages of these differ in their last digit by the order in which threads add.
  CASE WHEN hash(i, 5) % 3 > 0 THEN CAST((hash(i, 6) % 5_000) / 10_000 AS DECIMAL(5, 4)) END AS discount,
  hash(i, 7) % 4 = 0 AS is_express,
  concat_ws(
    ' ',
    ['leave at the door', 'ring twice', 'gift wrap', 'call before delivery'][CAST(1 + hash(i, 8) % 4 AS BIGINT)],
    ['priority', 'standard', 'economy'][CAST(1 + hash(i, 9) % 3 AS BIGINT)],
    'reference',
    hash(i, 10) % 1_000_000
  ) AS note
FROM range(getvariable('rows')) AS ids(i)
