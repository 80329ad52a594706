import type { Connector } from "../connector.ts";

/** What reads each kind of source; loaded at its first use, since drivers take memory and time. */
export const CONNECTORS: Readonly<Record<string, () => Promise<Connector>>> = {
  postgres: async () => (await import("../postgres/postgres-connector.ts")).connector,
  sqlite: async () => (await import("../sqlite/sqlite-connector.ts")).connector,
  duckdb: async () => (await import("../duckdb/duckdb-source.ts")).connector,
  http: async () => (await import("../http/http-connector.ts")).connector,
  s3: async () => (await import("../s3/s3-connector.ts")).connector,
  mysql: async () => (await import("../mysql/mysql-connector.ts")).connector,
  hotdata: async () => (await import("../hotdata/hotdata-source.ts")).connector,
};
