import type { PropertySchema } from "../connectors/config-schema.ts";

/** Host, port, user and database of a source that is a server of its own. */
export function serverAddress(defaultPort: number): Readonly<Record<string, PropertySchema>> {
  return {
    host: {
      type: "string",
      title: "Host",
      description: "Name or address of the server.",
      examples: ["db.example.com"],
    },
    port: {
      type: "integer",
      title: "Port",
      default: defaultPort,
      examples: [defaultPort],
      minimum: 1,
      maximum: 65_535,
    },
    user: { type: "string", title: "User" },
    database: { type: "string", title: "Database" },
  };
}
