import { z } from "zod";

const availability = {
  available: z
    .boolean()
    .describe("Whether this server can have connections of it; true of all that are listed."),
  note: z.string().describe("How to get such a connection, or what to know before."),
};

const jsonSchema = z.record(z.string(), z.unknown()).nullable();

export const ConnectionTypeSummary = z
  .object({
    name: z.string().describe("What `source_type` of a connection is set to."),
    label: z.string().describe("Name for people."),
    ...availability,
  })
  .meta({ id: "ConnectionTypeSummary", description: "A kind of source, in a listing." });
export type ConnectionTypeSummary = z.infer<typeof ConnectionTypeSummary>;

export const ListConnectionTypesResponse = z
  .object({ connection_types: z.array(ConnectionTypeSummary).describe("All kinds of sources.") })
  .meta({ id: "ListConnectionTypesResponse", description: "Kinds of sources." });
export type ListConnectionTypesResponse = z.infer<typeof ListConnectionTypesResponse>;

export const ConnectionTypeDetail = z
  .object({
    name: z.string().describe("What `source_type` of a connection is set to."),
    label: z.string().describe("Name for people."),
    config_schema: jsonSchema.describe(
      "JSON Schema of `config` without its secrets; null when there is nothing to set.",
    ),
    auth: jsonSchema.describe(
      "JSON Schema of the secrets in `config`, one variant for each way to log in; null when there are none.",
    ),
    ...availability,
  })
  .meta({
    id: "ConnectionTypeDetail",
    description: "A kind of source, and what it has to be told.",
  });
export type ConnectionTypeDetail = z.infer<typeof ConnectionTypeDetail>;
