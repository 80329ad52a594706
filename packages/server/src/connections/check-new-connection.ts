import type { CreateConnectionRequest } from "@hotdata/contract";
import type { ConnectionType } from "../connection-types/connection-type.ts";
import { CONNECTION_TYPES, findConnectionType } from "../connection-types/connection-types.ts";
import { invalidField } from "../http/api-error.ts";

/**
 * The kind of source that a connection is asked for, with all that it has to be told.
 * @throws {ApiError} BAD_REQUEST when there is no such kind, or a setting is missing.
 */
export function checkNewConnection(request: CreateConnectionRequest): ConnectionType {
  const { source_type: name, config } = request;
  const type = findConnectionType(name);
  if (type === undefined) {
    const known = CONNECTION_TYPES.map((one) => one.name).join(", ");
    throw invalidField("source_type", `source_type '${name}' is none of ${known}.`);
  }
  if (name === "managed") {
    throw invalidField(
      "source_type",
      "A managed connection comes with its database; create one with POST /v1/databases.",
    );
  }
  for (const field of type.config?.required ?? []) {
    if (config[field] !== undefined && config[field] !== null) continue;
    throw invalidField(
      `config.${field}`,
      `Invalid source configuration: missing field \`${field}\``,
    );
  }
  return type;
}
