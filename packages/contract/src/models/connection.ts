import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { int64 } from "./timestamp.ts";

const connectionName = z
  .string()
  .max(255, "must have at most 255 characters")
  .refine((name) => name.trim() !== "", "must not be blank");

const identity = {
  id: z.string().describe("Connection id."),
  name: z.string().describe("Name, by which SQL reaches its tables."),
  source_type: z.string().describe("Kind of source."),
};

export const CreateConnectionRequest = z
  .object({
    name: connectionName.describe("Name, by which SQL reaches its tables."),
    source_type: z.string().describe("Kind of source; `GET /v1/connection-types` lists them."),
    config: z
      .record(z.string(), z.unknown())
      .describe("What the kind of source has to be told, as its `config_schema` and `auth` say."),
    secret_id: optionalText(z.string()).describe("Id of the secret to log in with."),
    secret_name: optionalText(z.string()).describe(
      "Name of the secret to log in with, in place of `secret_id`.",
    ),
    skip_discovery: optionalField(z.boolean()).describe(
      "True leaves tables to be found later; false when left out.",
    ),
  })
  .superRefine(({ secret_id: id, secret_name: name }, context) => {
    if (id === undefined || name === undefined) return;
    context.addIssue({
      code: "custom",
      path: ["secret_name"],
      message: "cannot be given together with `secret_id`; name the secret in one way",
    });
  })
  .meta({ id: "CreateConnectionRequest", description: "An outside source to connect to." });
export type CreateConnectionRequest = z.infer<typeof CreateConnectionRequest>;

export const DiscoveryStatus = z.enum(["success", "skipped", "failed"]).meta({
  id: "DiscoveryStatus",
  description: "How looking for a source's tables ended.",
});
export type DiscoveryStatus = z.infer<typeof DiscoveryStatus>;

export const CreateConnectionResponse = z
  .object({
    ...identity,
    tables_discovered: int64.describe("Tables that were found."),
    discovery_status: DiscoveryStatus.describe("How looking for tables ended."),
    discovery_error: z.string().nullish().describe("Why it failed; null unless it did."),
  })
  .meta({ id: "CreateConnectionResponse", description: "A new connection." });
export type CreateConnectionResponse = z.infer<typeof CreateConnectionResponse>;

export const ConnectionInfo = z
  .object(identity)
  .meta({ id: "ConnectionInfo", description: "A connection, in a listing." });
export type ConnectionInfo = z.infer<typeof ConnectionInfo>;

export const ListConnectionsResponse = z
  .object({ connections: z.array(ConnectionInfo).describe("The connections.") })
  .meta({ id: "ListConnectionsResponse", description: "Connections of a workspace." });
export type ListConnectionsResponse = z.infer<typeof ListConnectionsResponse>;

export const GetConnectionResponse = z
  .object({
    ...identity,
    table_count: int64.describe("Tables that are known."),
    synced_table_count: int64.describe("Tables whose rows were fetched."),
  })
  .meta({ id: "GetConnectionResponse", description: "A connection, without its settings." });
export type GetConnectionResponse = z.infer<typeof GetConnectionResponse>;

export const ConnectionHealthResponse = z
  .object({
    connection_id: z.string().describe("Connection id."),
    healthy: z.boolean().describe("Whether the source answered."),
    latency_ms: int64.describe("Milliseconds that the attempt took."),
    error: z.string().nullish().describe("What went wrong; null when nothing did."),
  })
  .meta({ id: "ConnectionHealthResponse", description: "Whether a source can be reached." });
export type ConnectionHealthResponse = z.infer<typeof ConnectionHealthResponse>;
