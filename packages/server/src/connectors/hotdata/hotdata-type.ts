import type { ConnectorType } from "../connector-type.ts";
import { parseConfig } from "../parse-config.ts";
import { hotdataConfig } from "./hotdata-config.ts";

export const hotdata: ConnectorType = {
  name: "hotdata",
  label: "Another Hotdata server",
  note:
    "Reads the tables of one database of another server through its API. What is read at once is " +
    "a stored result there until that server's retention ends.",
  config: {
    type: "object",
    properties: {
      base_url: {
        type: "string",
        title: "Address",
        description: "Where the server's API is.",
        examples: ["https://hotdata.example.com"],
      },
      workspace_id: {
        type: "string",
        title: "Workspace",
        description: "Needed only for a key of several workspaces.",
      },
      database_id: {
        type: "string",
        title: "Database",
        description: "Id of the database to read; left out: the one named default.",
      },
      ssl_ca: {
        type: "string",
        title: "Authority (PEM)",
        description: "Certificates to trust in place of the public authorities, as PEM text.",
      },
    },
    required: ["base_url"],
  },
  auth: {
    type: "object",
    properties: {
      token: {
        type: "string",
        title: "API key",
        description: "One that may only read the database is enough.",
        format: "password",
      },
    },
    required: ["token"],
  },
  secretFields: ["token"],
  canReadLive: true,
  defaultSchema: () => "main",
  parse: (config) => parseConfig(hotdataConfig, config),
};
