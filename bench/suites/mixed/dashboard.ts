/** What a page of charts asks again and again, in words that every engine here takes. */
export const DASHBOARD: readonly string[] = [
  "SELECT country, count(*) AS orders, sum(amount) AS total FROM orders GROUP BY country ORDER BY total DESC LIMIT 10",
  "SELECT date_trunc('month', ordered_at) AS ordered_in, sum(amount) AS total FROM orders GROUP BY 1 ORDER BY 1",
  "SELECT status, count(*) AS orders FROM orders GROUP BY status ORDER BY status",
  "SELECT avg(discount) AS average, max(amount) AS largest FROM orders WHERE is_express",
];
