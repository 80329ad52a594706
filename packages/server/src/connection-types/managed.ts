import type { ConnectionType } from "./connection-type.ts";

export const managed: ConnectionType = {
  name: "managed",
  label: "Managed database",
  note: "Every database has one: create it with POST /v1/databases.",
  config: undefined,
  auth: undefined,
};
