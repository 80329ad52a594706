import { CONNECTOR_TYPES } from "../connectors/connector-types.ts";
import type { ConnectionType } from "./connection-type.ts";
import { managed } from "./managed.ts";

/** Every kind of source, in the order of the listing: managed databases, then outside sources. */
export const CONNECTION_TYPES: readonly ConnectionType[] = [managed, ...CONNECTOR_TYPES];

export function findConnectionType(name: string): ConnectionType | undefined {
  return CONNECTION_TYPES.find((type) => type.name === name);
}
