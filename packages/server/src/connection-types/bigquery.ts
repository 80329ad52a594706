import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const bigquery: ConnectionType = {
  name: "bigquery",
  label: "Google BigQuery",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: {
      project_id: { type: "string", title: "Project id", examples: ["my-project"] },
      dataset: { type: "string", title: "Dataset", description: "Only tables of this dataset." },
      region: { type: "string", title: "Region", default: "us" },
    },
    required: ["project_id"],
  },
  auth: {
    type: "object",
    properties: {
      credentials_json: {
        type: "string",
        title: "Service account key (JSON)",
        description: "Content of the key file, as it was downloaded.",
        format: "password",
      },
    },
    required: ["credentials_json"],
  },
};
