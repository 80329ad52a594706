SELECT country, status, count(*) AS orders, sum(amount) AS revenue, avg(discount) AS discount
FROM orders
GROUP BY country, status
ORDER BY country, status
