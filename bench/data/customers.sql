-- Customers of the orders; getvariable('rows') of them.
SELECT
  CAST(i AS INTEGER) AS customer_id,
  'customer ' || i AS name,
  ['consumer', 'company', 'school', 'public'][CAST(1 + hash(i, 1) % 4 AS BIGINT)] AS segment,
  'city ' || hash(i, 2) % 500 AS city,
  DATE '2015-01-01' + CAST(hash(i, 3) % 3_000 AS INTEGER) AS joined_on
FROM range(getvariable('rows')) AS ids(i)
