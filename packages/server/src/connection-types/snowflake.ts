import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const snowflake: ConnectionType = {
  name: "snowflake",
  label: "Snowflake",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: {
      account: {
        type: "string",
        title: "Account",
        description: "Account identifier, with its organization.",
        examples: ["myorg-myaccount"],
      },
      user: { type: "string", title: "User" },
      warehouse: { type: "string", title: "Warehouse", examples: ["COMPUTE_WH"] },
      database: { type: "string", title: "Database" },
      schema: { type: "string", title: "Schema", description: "Only tables of this schema." },
      role: { type: "string", title: "Role", description: "The user's default role otherwise." },
    },
    required: ["account", "user", "warehouse", "database"],
  },
  auth: {
    title: "Login",
    oneOf: [
      {
        type: "object",
        title: "Password",
        properties: { password: { type: "string", title: "Password", format: "password" } },
        required: ["password"],
      },
      {
        type: "object",
        title: "Key pair",
        properties: {
          credentials_json: {
            type: "string",
            title: "Key pair (JSON)",
            description: 'JSON text like {"private_key": "-----BEGIN PRIVATE KEY-----..."}.',
            format: "password",
          },
        },
        required: ["credentials_json"],
      },
    ],
  },
};
