import type { ConnectorType } from "../connector-type.ts";
import { hostProperties, PASSWORD_LOGIN, SSL_PROPERTIES } from "../network/server-config.ts";
import { parseConfig } from "../parse-config.ts";
import { DEFAULT_PORT, POSTGRES_CONFIG, UNBOUNDED_NUMERIC } from "./postgres-config.ts";

export const postgres: ConnectorType = {
  name: "postgres",
  label: "PostgreSQL",
  note: "Reads PostgreSQL 13 or newer over TCP, in sessions that cannot write.",
  config: {
    type: "object",
    properties: {
      ...hostProperties(DEFAULT_PORT),
      database: { type: "string", title: "Database" },
      schemas: {
        type: "string",
        title: "Schemas",
        description:
          "Only tables of these schemas, separated by commas; left out: of all that the user may read.",
        examples: ["public, sales"],
      },
      unbounded_numeric: {
        type: "string",
        title: "NUMERIC without precision",
        description:
          "double: as DOUBLE, rounded to about 15 digits; text: as VARCHAR, with all digits.",
        default: "double",
        enum: UNBOUNDED_NUMERIC,
      },
      ...SSL_PROPERTIES,
    },
    required: ["host", "user", "database"],
  },
  ...PASSWORD_LOGIN,
  canReadLive: true,
  defaultSchema: () => "public",
  parse: (config) => parseConfig(POSTGRES_CONFIG, config),
};
