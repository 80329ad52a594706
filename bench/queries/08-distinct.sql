SELECT count(*) AS pairs
FROM (SELECT DISTINCT customer_id, status FROM orders) AS seen
