import { type ConnectionType, NOT_YET } from "./connection-type.ts";
import { serverAddress } from "./server-address.ts";

export const mysql: ConnectionType = {
  name: "mysql",
  label: "MySQL",
  isAvailable: false,
  note: NOT_YET,
  config: {
    type: "object",
    properties: serverAddress(3306),
    required: ["host", "port", "user", "database"],
  },
  auth: {
    type: "object",
    properties: { password: { type: "string", title: "Password", format: "password" } },
    required: ["password"],
  },
};
