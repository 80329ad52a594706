SELECT c.segment, c.city, count(*) AS orders, sum(o.amount) AS revenue
FROM orders AS o
JOIN customers AS c ON c.customer_id = o.customer_id
WHERE c.joined_on >= DATE '2018-01-01'
GROUP BY c.segment, c.city
ORDER BY revenue DESC, c.segment, c.city
LIMIT 50
