import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const duckdb: ConnectionType = {
  name: "duckdb",
  label: "DuckDB",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: {
      path: {
        type: "string",
        title: "Path",
        description: "Where the database file lies on the server.",
        examples: ["/data/sales.duckdb"],
      },
    },
    required: ["path"],
  },
  auth: undefined,
};
