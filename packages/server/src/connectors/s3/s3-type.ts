import type { ConnectorType } from "../connector-type.ts";
import { FILES_SCHEMA } from "../files/files-schema.ts";
import { parseConfig } from "../parse-config.ts";
import { s3Config } from "./s3-config.ts";

export const s3: ConnectorType = {
  name: "s3",
  label: "Object store (S3)",
  note:
    "Parquet, CSV and JSON files in a bucket of Amazon S3 or of a store that speaks like it. The " +
    "server downloads them when a table is first asked for, and again when it is refreshed.",
  config: {
    type: "object",
    properties: {
      bucket: { type: "string", title: "Bucket", examples: ["sales-data"] },
      prefix: {
        type: "string",
        title: "Folder",
        description: "Only what is in it; paths of tables are relative to it.",
        examples: ["lake/"],
      },
      tables: {
        type: "string",
        title: "Tables",
        description:
          "One a line, or between semicolons: `name = path`, or several paths between commas whose " +
          "rows belong together. `*` stands for any part of a name, `**` for any folders. Programs " +
          "can send a list of {name, paths, format} instead. When absent, each file of the folder, " +
          "and each folder of files of one format in it, is a table.",
        examples: ["orders = orders/**/*.parquet; customers = customers.csv.gz"],
      },
      region: { type: "string", title: "Region", default: "us-east-1" },
      endpoint: {
        type: "string",
        title: "Endpoint",
        description: "Of a store other than that of AWS.",
        examples: ["https://s3.example.com"],
      },
      path_style: {
        type: "string",
        title: "Bucket in the path",
        description:
          "Whether the bucket is part of the path, not of the host's name; by default where an " +
          "endpoint is given.",
        enum: ["true", "false"],
      },
      access_key_id: {
        type: "string",
        title: "Access key id",
        description: "Without one, the bucket is asked as anybody may ask it.",
      },
      ssl_ca: {
        type: "string",
        title: "Certificates (PEM)",
        description: "Certificate authorities to trust in place of the public ones.",
      },
    },
    required: ["bucket"],
  },
  auth: {
    type: "object",
    title: "Login",
    properties: {
      secret_access_key: { type: "string", title: "Secret access key", format: "password" },
    },
    required: [],
  },
  secretFields: ["secret_access_key"],
  canReadLive: false,
  defaultSchema: () => FILES_SCHEMA,
  parse: (config) => parseConfig(s3Config, config),
};
