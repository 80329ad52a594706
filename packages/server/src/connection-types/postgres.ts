import { type ConnectionType, NOT_YET } from "./connection-type.ts";
import { serverAddress } from "./server-address.ts";

export const postgres: ConnectionType = {
  name: "postgres",
  label: "PostgreSQL",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: serverAddress(5432),
    required: ["host", "port", "user", "database"],
  },
  auth: {
    type: "object",
    properties: { password: { type: "string", title: "Password", format: "password" } },
    required: ["password"],
  },
};
