import { z } from "zod";
import type { ConnectorType } from "../connector-type.ts";
import { parseConfig } from "../parse-config.ts";

export const DEFAULT_SCAN_ROWS = 100_000;

const schema = z.strictObject({
  path: z.string().min(1).max(4_096),
  scan_rows: z.int().min(1).max(1_000_000_000).default(DEFAULT_SCAN_ROWS),
});

export type SqliteConfig = z.infer<typeof schema>;

/** A database file of SQLite on this machine. */
export const sqlite: ConnectorType = {
  name: "sqlite",
  label: "SQLite",
  note: "The file must lie in a folder that the setting HOTDATA_CONNECTION_FOLDERS names. It is opened for reading only.",
  config: {
    type: "object",
    properties: {
      path: {
        type: "string",
        title: "Path",
        description: "Absolute path of the database file on the server.",
        examples: ["/data/shop.sqlite"],
      },
      scan_rows: {
        type: "integer",
        title: "Rows to look at",
        description:
          "SQLite keeps any value in any column: types are found out from so many rows of each table. Raise it when a later row does not fit.",
        default: DEFAULT_SCAN_ROWS,
        minimum: 1,
        maximum: 1_000_000_000,
      },
    },
    required: ["path"],
  },
  auth: undefined,
  secretFields: [],
  defaultSchema: () => "main",
  canReadLive: true,
  parse: (config) => parseConfig(schema, config),
};
