/** Orders of a shop, in order of their id, as statements of each kind of server. */
export const ORDERS = {
  postgres: (rows: number) => [
    `CREATE TABLE orders (${columns("timestamp", "boolean")})`,
    `INSERT INTO orders SELECT i, (i * 7919 % 100003)::int, (i * 31 % 9999999) / 100.0,
       (ARRAY['new', 'paid', 'shipped', 'delivered'])[1 + i % 4],
       timestamp '2024-01-01' + i * interval '7 seconds', date '2024-01-01' + (i % 900)::int,
       'leave it at door ' || i * 17 % 1000003, i % 4 = 0
     FROM generate_series(1, ${rows}::bigint) AS ids (i)`,
    "VACUUM ANALYZE orders",
  ],
  mysql: (rows: number) => [
    "CREATE DATABASE shop",
    `CREATE TABLE shop.orders (${columns("datetime", "boolean")})`,
    "USE shop",
    `INSERT INTO shop.orders SELECT seq, seq * 7919 % 100003, (seq * 31 % 9999999) / 100,
       ELT(1 + seq % 4, 'new', 'paid', 'shipped', 'delivered'),
       '2024-01-01' + INTERVAL seq * 7 SECOND, '2024-01-01' + INTERVAL seq % 900 DAY,
       CONCAT('leave it at door ', seq * 17 % 1000003), seq % 4 = 0
     FROM seq_1_to_${rows}`,
    "ANALYZE TABLE shop.orders",
  ],
};

/** Customers of the orders that are loaded from `bench/data/orders.sql`. */
export function customers(rows: number): readonly string[] {
  return [
    "CREATE TABLE customers (customer_id int PRIMARY KEY, name varchar(40), segment varchar(20), joined_on date)",
    `INSERT INTO customers SELECT i, 'customer ' || i,
       (ARRAY['consumer', 'company', 'school', 'public'])[1 + i % 4], date '2015-01-01' + i % 3000
     FROM generate_series(0, ${rows - 1}) AS ids (i)`,
    "VACUUM ANALYZE customers",
  ];
}

function columns(moment: string, truth: string): string {
  return `order_id bigint PRIMARY KEY, customer_id int, amount decimal(10, 2), status varchar(20),
    ordered_at ${moment}, ordered_on date, note varchar(60), is_express ${truth}`;
}
