import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const ducklake: ConnectionType = {
  name: "ducklake",
  label: "DuckLake",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: {
      catalog_url: {
        type: "string",
        title: "Catalog",
        description: "Address of the PostgreSQL database with the catalog, without password.",
        examples: ["postgresql://user@db.example.com:5432/catalog"],
      },
      s3_endpoint: {
        type: "string",
        title: "S3 endpoint",
        description: "Of a store other than AWS.",
        examples: ["https://s3.example.com"],
      },
      s3_region: { type: "string", title: "S3 region", examples: ["us-east-1"] },
    },
    required: ["catalog_url"],
  },
  auth: {
    type: "object",
    properties: {
      credentials_json: {
        type: "string",
        title: "Keys (JSON)",
        description:
          'JSON text like {"catalog_db_password": "...", "s3_access_key_id": "...", "s3_secret_access_key": "..."}.',
        format: "password",
      },
    },
    required: ["credentials_json"],
  },
};
