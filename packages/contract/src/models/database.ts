import { z } from "zod";
import { catalogName, identifier } from "../identifier.ts";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { DatabaseDefaultTableDecl } from "./managed-table.ts";
import { timestamp } from "./timestamp.ts";

const label = z.string().max(255, "must have at most 255 characters");

export const DatabaseDefaultSchemaDecl = z
  .object({
    name: identifier.describe("Name of the schema; kept in lower case."),
    tables: optionalCollection(z.array(DatabaseDefaultTableDecl)).describe(
      "Tables to declare in it.",
    ),
  })
  .meta({
    id: "DatabaseDefaultSchemaDecl",
    description: "A schema declared together with its database.",
  });
export type DatabaseDefaultSchemaDecl = z.infer<typeof DatabaseDefaultSchemaDecl>;

export const CreateDatabaseRequest = z
  .object({
    name: optionalField(label).describe("Label for people; need not be unique."),
    description: optionalField(label).describe("Older word for `name`, which wins over it."),
    default_catalog: optionalText(catalogName).describe(
      "Name the database's own catalog goes by in SQL, beside `default`.",
    ),
    default_schema: optionalText(identifier).describe(
      "Schema of bare table names. When left out: the only declared schema, else `main`.",
    ),
    schemas: optionalCollection(z.array(DatabaseDefaultSchemaDecl)).describe(
      "Schemas and tables to declare at once. The schema `main` is always there.",
    ),
    expires_at: optionalText(z.string()).describe(
      "When the database may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. Never, when left out.",
    ),
  })
  .meta({ id: "CreateDatabaseRequest", description: "A database to create; `{}` will do." });
export type CreateDatabaseRequest = z.infer<typeof CreateDatabaseRequest>;

export const ForkDatabaseRequest = z
  .object({
    name: optionalField(label).describe("Label of the fork; the source's when left out."),
    expires_at: optionalText(z.string()).describe(
      "When the fork may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. When left out: the source's, if that is still to come.",
    ),
  })
  .meta({ id: "ForkDatabaseRequest", description: "What a fork has of its own; `{}` will do." });
export type ForkDatabaseRequest = z.infer<typeof ForkDatabaseRequest>;

export const UpdateDatabaseRequest = z
  .object({
    name: label.nullable().optional().describe("New label; null for none. Kept when left out."),
    expires_at: z
      .string()
      .nullable()
      .optional()
      .describe(
        "When the database may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`; null for never. Kept when left out.",
      ),
  })
  .meta({ id: "UpdateDatabaseRequest", description: "What to change about a database." });
export type UpdateDatabaseRequest = z.infer<typeof UpdateDatabaseRequest>;

const databaseFields = {
  id: z.string().describe("Database id, the value of the `X-Database-Id` header."),
  name: z.string().nullish().describe("Label for people."),
  description: z.string().nullish().describe("The same as `name`, for clients up to 0.2.3."),
  default_catalog: z.string().describe("Name the database's own catalog goes by in SQL."),
  default_schema: z.string().describe("Schema of bare table names."),
  expires_at: timestamp.nullish().describe("When the database may be deleted; null means never."),
};

const defaultConnectionId = z
  .string()
  .describe("Connection behind the database's own catalog; the connection routes take it.");

export const CreateDatabaseResponse = z
  .object({ ...databaseFields, default_connection_id: defaultConnectionId })
  .meta({ id: "CreateDatabaseResponse", description: "The database that was created." });
export type CreateDatabaseResponse = z.infer<typeof CreateDatabaseResponse>;

export const DatabaseSummary = z
  .object({
    ...databaseFields,
    created_at: timestamp.nullish().describe("When the database was created."),
  })
  .meta({ id: "DatabaseSummary", description: "A database in a listing." });
export type DatabaseSummary = z.infer<typeof DatabaseSummary>;

export const AttachDatabaseCatalogRequest = z
  .object({
    connection_id: z
      .string()
      .min(1, "must not be empty")
      .describe(
        "Connection to attach: one to an outside source, or another database's `default_connection_id`.",
      ),
    alias: optionalText(catalogName).describe(
      "Its name in this database's SQL. When left out: the connection's name; of a database its `default_catalog`, unless that is `default`.",
    ),
  })
  .meta({ id: "AttachDatabaseCatalogRequest", description: "A catalog to attach to a database." });
export type AttachDatabaseCatalogRequest = z.infer<typeof AttachDatabaseCatalogRequest>;

export const DatabaseAttachmentInfo = z
  .object({
    connection_id: z.string().describe("The attached connection."),
    alias: z
      .string()
      .nullish()
      .describe("Its name in this database's SQL; null means the connection's own name."),
  })
  .meta({ id: "DatabaseAttachmentInfo", description: "A connection attached to a database." });
export type DatabaseAttachmentInfo = z.infer<typeof DatabaseAttachmentInfo>;

export const DatabaseDetailResponse = z
  .object({
    ...databaseFields,
    default_connection_id: defaultConnectionId,
    created_at: timestamp.nullish().describe("When the database was created."),
    attachments: z.array(DatabaseAttachmentInfo).describe("Connections attached to it."),
  })
  .meta({ id: "DatabaseDetailResponse", description: "One database." });
export type DatabaseDetailResponse = z.infer<typeof DatabaseDetailResponse>;

export const ListDatabasesResponse = z
  .object({
    databases: z.array(DatabaseSummary).describe("The databases of this page."),
    count: z.int().min(0).nullish().describe("Number of databases in this page."),
    limit: z.int().min(0).nullish().describe("Page size that was used."),
    has_more: z.boolean().nullish().describe("Whether there is a further page."),
    next_cursor: z.string().nullish().describe("Cursor of the further page, if there is one."),
  })
  .meta({ id: "ListDatabasesResponse", description: "One page of databases." });
export type ListDatabasesResponse = z.infer<typeof ListDatabasesResponse>;

export const DatabaseCountResponse = z
  .object({
    total: z.int().min(0).meta({ format: "int64" }).describe("Databases that match, on all pages."),
  })
  .meta({ id: "DatabaseCountResponse", description: "A number of databases." });
export type DatabaseCountResponse = z.infer<typeof DatabaseCountResponse>;
