SELECT country, order_id, amount, place
FROM (
  SELECT
    country,
    order_id,
    amount,
    row_number() OVER (PARTITION BY country ORDER BY amount DESC, order_id) AS place
  FROM orders
  WHERE status = 'returned'
) AS ranked
WHERE place <= 3
ORDER BY country, place
