import type { ConnectorType } from "./connector-type.ts";
import { duckdb } from "./duckdb/duckdb-type.ts";
import { hotdata } from "./hotdata/hotdata-type.ts";
import { http } from "./http/http-type.ts";
import { mysql } from "./mysql/mysql-type.ts";
import { postgres } from "./postgres/postgres-type.ts";
import { s3 } from "./s3/s3-type.ts";
import { sqlite } from "./sqlite/sqlite-type.ts";

/** Every kind of outside source, in the order of listings. A new one is one line here. */
export const CONNECTOR_TYPES: readonly ConnectorType[] = [
  // One on a line, so that branches that add one each go together.
  postgres,
  mysql,
  sqlite,
  duckdb,
  http,
  s3,
  hotdata,
];

export function findConnectorType(name: string): ConnectorType | undefined {
  return CONNECTOR_TYPES.find((type) => type.name === name);
}
