SELECT order_id, customer_id, ordered_at, amount
FROM orders
ORDER BY amount DESC, order_id
LIMIT 100
