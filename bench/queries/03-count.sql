SELECT count(*) AS orders, count(discount) AS discounted FROM orders WHERE is_express
