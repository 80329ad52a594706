SELECT *, amount * (1 - coalesce(discount, 0)) AS paid, date_trunc('month', ordered_at) AS month
FROM orders
LIMIT 5_000
