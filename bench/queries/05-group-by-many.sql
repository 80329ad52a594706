SELECT customer_id, count(*) AS orders, sum(amount) AS revenue
FROM orders
GROUP BY customer_id
ORDER BY revenue DESC, customer_id
LIMIT 20
