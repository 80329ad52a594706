import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const iceberg: ConnectionType = {
  name: "iceberg",
  label: "Apache Iceberg",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: {
      catalog_type: {
        title: "Catalog",
        description: "Where the tables are listed.",
        oneOf: [
          {
            type: "object",
            title: "REST catalog",
            properties: {
              type: { const: "rest" },
              uri: { type: "string", title: "Address", examples: ["https://catalog.example.com"] },
            },
            required: ["type", "uri"],
          },
          {
            type: "object",
            title: "AWS Glue",
            properties: {
              type: { const: "glue" },
              region: { type: "string", title: "AWS region", examples: ["us-east-1"] },
            },
            required: ["type", "region"],
          },
        ],
      },
      warehouse: {
        type: "string",
        title: "Warehouse",
        description: "Where the tables lie.",
        examples: ["s3://bucket/warehouse"],
      },
      namespace: {
        type: "string",
        title: "Namespace",
        description: "Only tables of this namespace.",
        examples: ["analytics.events"],
      },
    },
    required: ["catalog_type", "warehouse"],
  },
  auth: {
    title: "Login",
    oneOf: [
      {
        type: "object",
        title: "None",
        properties: {},
        required: [],
      },
      {
        type: "object",
        title: "Bearer token (REST catalog)",
        properties: {
          bearer_token: { type: "string", title: "Bearer token", format: "password" },
        },
        required: ["bearer_token"],
      },
      {
        type: "object",
        title: "AWS keys (AWS Glue)",
        properties: {
          credentials_json: {
            type: "string",
            title: "AWS keys (JSON)",
            description: 'JSON text like {"access_key_id": "...", "secret_access_key": "..."}.',
            format: "password",
          },
        },
        required: ["credentials_json"],
      },
    ],
  },
};
