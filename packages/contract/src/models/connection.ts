import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { int64, timestamp } from "./timestamp.ts";

const connectionName = z
  .string()
  .max(255, "must have at most 255 characters")
  .refine((name) => name.trim() !== "", "must not be blank")
  .refine((name) => !/\p{Cc}/u.test(name), "must not have control characters");

const identity = {
  id: z.string().describe("Connection id."),
  name: z.string().describe("Name, by which SQL reaches its tables."),
  source_type: z.string().describe("Kind of source."),
};

export const ReadMode = z.enum(["cached", "live"]).meta({
  id: "ReadMode",
  description:
    "How tables of a source are read: from copies that are kept here, or from the source itself.",
});
export type ReadMode = z.infer<typeof ReadMode>;

/** A year: what is older than that is as well refreshed by hand. */
const MAX_REFRESH_SECONDS = 31_536_000;

const refreshSeconds = z
  .int("must be a whole number of seconds")
  .min(10, "must be at least 10")
  .max(MAX_REFRESH_SECONDS, `must be at most ${MAX_REFRESH_SECONDS}`);

const config = z.record(z.string(), z.unknown());
const configText =
  "What the kind of source has to be told, as its `config_schema` and `auth` say. A secret in it is taken out and kept among the secrets.";

const secretFields = {
  secret_id: optionalText(z.string()).describe("Id of the secret to log in with."),
  secret_name: optionalText(z.string()).describe(
    "Name of the secret to log in with, in place of `secret_id`.",
  ),
};

function requireOneSecret(
  request: { readonly secret_id?: string | undefined; readonly secret_name?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (request.secret_id === undefined || request.secret_name === undefined) return;
  context.addIssue({
    code: "custom",
    path: ["secret_name"],
    message: "cannot be given together with `secret_id`; name the secret in one way",
  });
}

export const CreateConnectionRequest = z
  .object({
    name: connectionName.describe(
      "Name, by which SQL reaches its tables. Capitals are kept to be shown; SQL does not tell them apart.",
    ),
    source_type: z.string().describe("Kind of source; `GET /v1/connection-types` lists them."),
    config: config.describe(configText),
    ...secretFields,
    skip_discovery: optionalField(z.boolean()).describe(
      "True leaves tables to be found later; false when left out.",
    ),
    read_mode: optionalField(ReadMode).describe("How its tables are read; `cached` when left out."),
    refresh_seconds: optionalField(refreshSeconds).describe(
      "Copies older than so many seconds are refreshed in the background; never when left out.",
    ),
  })
  .superRefine(requireOneSecret)
  .meta({ id: "CreateConnectionRequest", description: "An outside source to connect to." });
export type CreateConnectionRequest = z.infer<typeof CreateConnectionRequest>;

export const UpdateConnectionRequest = z
  .object({
    name: optionalText(connectionName).describe("New name, by which SQL reaches its tables."),
    config: optionalField(config).describe(`${configText} It replaces all of the former one.`),
    ...secretFields,
    read_mode: optionalField(ReadMode).describe("How its tables are read from now on."),
    refresh_seconds: refreshSeconds
      .nullable()
      .optional()
      .describe("Age in seconds at which copies are refreshed; null for never."),
  })
  .superRefine(requireOneSecret)
  .meta({
    id: "UpdateConnectionRequest",
    description: "What to change about a connection; what is left out stays.",
  });
export type UpdateConnectionRequest = z.infer<typeof UpdateConnectionRequest>;

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
    read_mode: ReadMode.describe("How its tables are read."),
    refresh_seconds: int64
      .nullable()
      .describe("Age in seconds at which copies are refreshed; null for never."),
  })
  .meta({ id: "GetConnectionResponse", description: "A connection, without its configuration." });
export type GetConnectionResponse = z.infer<typeof GetConnectionResponse>;

export const SetTableSyncRequest = z
  .object({
    cursor_column: optionalText(z.string()).describe(
      "A column whose values only grow, such as a number or the time of the last change. A refresh then reads only rows from its greatest copied value on; all rows when left out.",
    ),
    refresh_seconds: optionalField(refreshSeconds).describe(
      "Age in seconds at which this table's copy is refreshed; the connection's when left out.",
    ),
  })
  .meta({
    id: "SetTableSyncRequest",
    description: "How a copy is kept up; it replaces what was set before.",
  });
export type SetTableSyncRequest = z.infer<typeof SetTableSyncRequest>;

export const TableSyncResponse = z
  .object({
    connection_id: z.string().describe("Connection id."),
    schema_name: z.string().describe("Schema, as the source spells it."),
    table_name: z.string().describe("Table, as the source spells it."),
    cursor_column: z.string().nullable().describe("Column that refreshes follow; null for none."),
    refresh_seconds: int64
      .nullable()
      .describe("Age at which this table's copy is refreshed; null: the connection's."),
    last_sync: timestamp.nullable().describe("When its rows were last copied; null for never."),
  })
  .meta({ id: "TableSyncResponse", description: "How the copy of a source's table is kept up." });
export type TableSyncResponse = z.infer<typeof TableSyncResponse>;

export const ConnectionHealthResponse = z
  .object({
    connection_id: z.string().describe("Connection id."),
    healthy: z.boolean().describe("Whether the source answered."),
    latency_ms: int64.describe("Milliseconds that the attempt took."),
    error: z.string().nullish().describe("What went wrong; null when nothing did."),
  })
  .meta({ id: "ConnectionHealthResponse", description: "Whether a source can be reached." });
export type ConnectionHealthResponse = z.infer<typeof ConnectionHealthResponse>;
