import { z } from "zod";
import type { ConnectorType } from "../connector-type.ts";
import {
  hostProperties,
  optional,
  PASSWORD_LOGIN,
  PORT,
  serverConfig,
  SSL_PROPERTIES,
} from "../network/server-config.ts";
import { parseConfig } from "../parse-config.ts";

const DEFAULT_PORT = 3306;

const CONFIG = z.object({
  ...serverConfig,
  port: optional(PORT).transform((port) => port ?? DEFAULT_PORT),
  database: optional(z.string().trim().min(1)),
});

export const mysql: ConnectorType = {
  name: "mysql",
  label: "MySQL and MariaDB",
  note: "Reads MySQL 8 and MariaDB 10.6 or newer over TCP; each database of the server is a schema.",
  config: {
    type: "object",
    properties: {
      ...hostProperties(DEFAULT_PORT),
      database: {
        type: "string",
        title: "Database",
        description: "Only tables of this database; left out: of all that the user may read.",
      },
      ...SSL_PROPERTIES,
    },
    required: ["host", "user"],
  },
  ...PASSWORD_LOGIN,
  canReadLive: true,
  defaultSchema: ({ database }) => (typeof database === "string" ? database : "main"),
  parse: (config) => parseConfig(CONFIG, config),
};
