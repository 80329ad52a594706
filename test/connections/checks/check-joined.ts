import { isDeepStrictEqual } from "node:util";
import { ConnectionsWorld, SHOP } from "../connections-world.ts";

const JOINED = `SELECT r.region, c.name, sum(o.amount)::VARCHAR AS total, count(*) AS orders
  FROM pg.public.orders o
  JOIN maria.${SHOP}.customers c ON c.id = o.customer
  JOIN regions r ON r.customer = c.id
  GROUP BY ALL ORDER BY ALL`;

/** One query over a PostgreSQL table, a MariaDB table and a managed one, before and after changes. */
export async function checkJoined(): Promise<boolean> {
  await using world = await ConnectionsWorld.start(async ({ postgres, mariadb }) => {
    await postgres.sql(
      "CREATE TABLE orders (id int PRIMARY KEY, customer int, amount numeric(10, 2))",
      "INSERT INTO orders SELECT i, i % 3, i / 100.0 FROM generate_series(1, 3000) AS i",
    );
    await mariadb.sql(
      `CREATE TABLE ${SHOP}.customers (id int PRIMARY KEY, name varchar(20))`,
      `INSERT INTO ${SHOP}.customers VALUES (0, 'Ada'), (1, 'Zoë'), (2, 'O''Neil')`,
    );
  });
  await loadRegions(world);
  const results: boolean[] = [];
  const expect = async (what: string, expected: unknown, more = {}): Promise<void> => {
    const found = await world.rows(JOINED, more);
    const isRight = isDeepStrictEqual(found, expected);
    console.log(`${what}: ${isRight ? "right" : `WRONG ${JSON.stringify(found)}`}`);
    results.push(isRight);
  };
  const before = [
    ["north", "Ada", "15015.00", 1000],
    ["south", "O'Neil", "15005.00", 1000],
    ["south", "Zoë", "14995.00", 1000],
  ];
  await expect("joined, copied for it", before);
  await expect("joined, live", before, { read_mode: "live" });
  await world.postgres.sql("INSERT INTO orders VALUES (3001, 0, 1000000.50)");
  await world.mariadb.sql(`UPDATE ${SHOP}.customers SET name = 'Zoe' WHERE id = 1`);
  const after = [
    ["north", "Ada", "1015015.50", 1001],
    ["south", "O'Neil", "15005.00", 1000],
    ["south", "Zoe", "14995.00", 1000],
  ];
  await expect("changed, from copies", before);
  await expect("changed, live", after, { read_mode: "live" });
  for (const [connection, table] of [
    ["pg", "orders"],
    ["maria", "customers"],
  ] as const) {
    const { status, text } = await world.refresh(connection, table);
    if (status !== 200) console.log(`refresh of ${table}: WRONG ${status} ${text}`);
    results.push(status === 200);
  }
  await expect("refreshed, from copies", after);
  return results.every(Boolean);
}

async function loadRegions({ client, databaseId }: ConnectionsWorld): Promise<void> {
  const data = "customer,region\n0,north\n1,south\n2,south\n";
  const path = `/v1/databases/${databaseId}/schemas/main/tables/regions/loads`;
  await client.get("POST", path, { json: { mode: "replace", data, format: "csv" } });
}
