SELECT order_id, customer_id, amount
FROM orders
WHERE amount > 9_999 AND status = 'returned' AND quantity >= 6
