import { z } from "zod";
import type { ConnectorType } from "../connector-type.ts";
import { parseConfig } from "../parse-config.ts";

const CONFIG = z.strictObject({
  path: z.string().startsWith("/", "must be an absolute path").max(4096),
});

export const duckdb: ConnectorType = {
  name: "duckdb",
  label: "DuckDB file",
  note:
    "Reads a database file on the server's machine, in a folder that HOTDATA_CONNECTION_FOLDERS " +
    "names. Nobody can write to the file while a read of it goes on.",
  config: {
    type: "object",
    properties: {
      path: {
        type: "string",
        title: "Path",
        description: "Absolute path of the file on the server's machine.",
        examples: ["/srv/data/sales.duckdb"],
      },
    },
    required: ["path"],
  },
  auth: undefined,
  secretFields: [],
  canReadLive: true,
  defaultSchema: () => "main",
  parse: (config) => parseConfig(CONFIG, config),
};
