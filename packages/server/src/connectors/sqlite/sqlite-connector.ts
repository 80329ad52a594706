import type { Connector, SourceSettings } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { SqliteSource } from "./sqlite-source.ts";

export const connector: Connector = {
  open: async ({ config, rules }: SourceSettings) => {
    const { path, scan_rows: scanRows } = config;
    if (typeof path !== "string" || typeof scanRows !== "number") {
      throw new SourceError("refused", "The connection's configuration has no path.");
    }
    return new SqliteSource({ path, scanRows, rules });
  },
};
