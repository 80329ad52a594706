import type { ConnectorType } from "../connector-type.ts";
import { FILES_SCHEMA } from "../files/files-schema.ts";
import { parseConfig } from "../parse-config.ts";
import { httpConfig } from "./http-config.ts";

export const http: ConnectorType = {
  name: "http",
  label: "Files on the web (HTTP)",
  note:
    "Parquet, CSV and JSON files, also packed with gzip or zstd. The server downloads them when a " +
    "table is first asked for, and again when it is refreshed.",
  config: {
    type: "object",
    properties: {
      base_url: {
        type: "string",
        title: "Base address",
        description: "Paths of tables are relative to it; they may as well be whole addresses.",
        examples: ["https://example.com/data/"],
      },
      tables: {
        type: "string",
        title: "Tables",
        description:
          "One a line, or between semicolons: `name = path`, or several paths between commas whose " +
          "rows belong together. Without a name, the file's is taken. `{00..15}` and `{eu,us}` in a " +
          "path stand for several. Programs can send a list of {name, paths, format} instead.",
        examples: ["orders = orders.csv; events = events-{01..12}.parquet"],
      },
      token_header: {
        type: "string",
        title: "Header of the token",
        description: "By default the token is sent as `Authorization: Bearer ...`.",
        examples: ["X-Api-Key"],
      },
      ssl_ca: {
        type: "string",
        title: "Certificates (PEM)",
        description: "Certificate authorities to trust in place of the public ones.",
      },
    },
    required: ["tables"],
  },
  auth: {
    type: "object",
    title: "Login",
    properties: {
      token: {
        type: "string",
        title: "Token",
        description:
          "Sent to the hosts of the configured addresses only, not where they redirect to.",
        format: "password",
      },
    },
    required: [],
  },
  secretFields: ["token"],
  canReadLive: false,
  defaultSchema: () => FILES_SCHEMA,
  parse: (config) => parseConfig(httpConfig, config),
};
