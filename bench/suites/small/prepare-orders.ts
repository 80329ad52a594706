import { literal } from "../../baseline/bare-duckdb.ts";
import type { PostgresServer } from "../../baseline/postgres-server.ts";

const TABLES = `
  CREATE TABLE orders (
    order_id bigint PRIMARY KEY, customer_id integer, ordered_at timestamp, status text,
    country text, amount numeric(12, 2), quantity integer, discount double precision,
    is_express boolean, note text);
  CREATE TABLE history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    statement text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now());`;

/** The orders of a CSV file with an index on their ids, and an empty table of history rows. */
export async function prepareOrders(server: PostgresServer, csvPath: string): Promise<void> {
  await server.execute(TABLES);
  await server.execute(`COPY orders FROM ${literal(csvPath)} (FORMAT csv, HEADER)`);
  await server.execute("VACUUM ANALYZE orders");
}
