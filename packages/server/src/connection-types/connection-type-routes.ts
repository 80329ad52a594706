import { type ConnectionTypeSummary, operations } from "@hotdata/contract";
import { notFound } from "../http/api-error.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { ConnectionType } from "./connection-type.ts";
import { CONNECTION_TYPES, findConnectionType } from "./connection-types.ts";

export function connectionTypeRoutes(): Route[] {
  return [
    route(operations.list_connection_types, async () =>
      json(200, { connection_types: CONNECTION_TYPES.map(summary) }),
    ),

    route(operations.get_connection_type, async ({ params }) => {
      const type = findConnectionType(params.name);
      if (type === undefined) {
        throw notFound(
          `Connection type '${params.name}' not found; GET /v1/connection-types lists them.`,
        );
      }
      const { config = null, auth = null } = type;
      return json(200, { ...summary(type), config_schema: config, auth });
    }),
  ];
}

/** What cannot be had is not listed at all. */
function summary({ name, label, note }: ConnectionType): ConnectionTypeSummary {
  return { name, label, available: true, note };
}
