import { bigquery } from "./bigquery.ts";
import type { ConnectionType } from "./connection-type.ts";
import { duckdb } from "./duckdb.ts";
import { ducklake } from "./ducklake.ts";
import { iceberg } from "./iceberg.ts";
import { managed } from "./managed.ts";
import { motherduck } from "./motherduck.ts";
import { mysql } from "./mysql.ts";
import { postgres } from "./postgres.ts";
import { snowflake } from "./snowflake.ts";

/** Every kind of source, in the order of the listing. A new one is one line here. */
export const CONNECTION_TYPES: readonly ConnectionType[] = [
  managed,
  postgres,
  mysql,
  snowflake,
  bigquery,
  motherduck,
  duckdb,
  iceberg,
  ducklake,
];

export function findConnectionType(name: string): ConnectionType | undefined {
  return CONNECTION_TYPES.find((type) => type.name === name);
}
