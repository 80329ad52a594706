import { z } from "zod";
import { IDENTIFIER_MAX_LENGTH } from "../identifier.ts";
import { SQL_RESERVED_WORDS } from "../reserved-words.ts";
import { timestamp } from "./timestamp.ts";

/** Longest text of a context, in characters. */
export const CONTEXT_MAX_LENGTH = 512_000;

/** The name of a context: spelled like a table's, in any case. */
export const contextName = z
  .string()
  .max(IDENTIFIER_MAX_LENGTH, `must have at most ${IDENTIFIER_MAX_LENGTH} characters`)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "must consist of ASCII letters, digits and underscores and must not start with a digit",
  )
  .refine((name) => !SQL_RESERVED_WORDS.has(name.toLowerCase()), {
    error: "must not be a reserved word of SQL",
  });

/** Fields of every context, whatever it is kept with. */
export const contextFields = {
  name: z.string().describe("Name of the document."),
  content: z.string().describe("Its text."),
  updated_at: timestamp.describe("When it was last written."),
};

export const newContextFields = {
  name: contextName.describe("Name of the document; its case is kept."),
  content: z
    .string()
    .max(CONTEXT_MAX_LENGTH, `must have at most ${CONTEXT_MAX_LENGTH} characters`)
    .describe("Its text."),
};

export const DatabaseContextEntry = z
  .object(contextFields)
  .meta({ id: "DatabaseContextEntry", description: "A named text kept with a database." });
export type DatabaseContextEntry = z.infer<typeof DatabaseContextEntry>;

export const ListDatabaseContextsResponse = z
  .object({ contexts: z.array(DatabaseContextEntry).describe("The documents, sorted by name.") })
  .meta({ id: "ListDatabaseContextsResponse", description: "All documents of a database." });
export type ListDatabaseContextsResponse = z.infer<typeof ListDatabaseContextsResponse>;

export const UpsertDatabaseContextRequest = z
  .object(newContextFields)
  .meta({ id: "UpsertDatabaseContextRequest", description: "A document to write." });
export type UpsertDatabaseContextRequest = z.infer<typeof UpsertDatabaseContextRequest>;

const context = DatabaseContextEntry.describe("The document.");

export const UpsertDatabaseContextResponse = z
  .object({ context })
  .meta({ id: "UpsertDatabaseContextResponse", description: "The document that was written." });
export type UpsertDatabaseContextResponse = z.infer<typeof UpsertDatabaseContextResponse>;

export const GetDatabaseContextResponse = z
  .object({ context })
  .meta({ id: "GetDatabaseContextResponse", description: "A document." });
export type GetDatabaseContextResponse = z.infer<typeof GetDatabaseContextResponse>;
