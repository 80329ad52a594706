import { type ConnectionType, NOT_YET } from "./connection-type.ts";

export const motherduck: ConnectionType = {
  name: "motherduck",
  label: "MotherDuck",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: { database: { type: "string", title: "Database" } },
    required: ["database"],
  },
  auth: {
    type: "object",
    properties: { token: { type: "string", title: "Access token", format: "password" } },
    required: ["token"],
  },
};
