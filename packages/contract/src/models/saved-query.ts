import { z } from "zod";
import { optionalField } from "../request-field.ts";
import { timestamp } from "./timestamp.ts";

/** What a statement mainly does. The first that applies, in this order: join, aggregation, … */
export const SAVED_QUERY_CATEGORIES = [
  "join",
  "aggregation",
  "point_lookup",
  "filtered_scan",
  "projection",
  "full_scan",
] as const;
export type SavedQueryCategory = (typeof SAVED_QUERY_CATEGORIES)[number];

const MAX_SQL_LENGTH = 1_000_000;

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(255, "must have at most 255 characters");
const sql = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_SQL_LENGTH, `must have at most ${MAX_SQL_LENGTH} characters`)
  // What is stored would be another text than what was sent.
  .refine((text) => text.isWellFormed(), "must be valid Unicode: it has half a surrogate pair");
const description = z.string().max(10_000, "must have at most 10000 characters");
const tag = z
  .string()
  .trim()
  .min(1, "must not be blank")
  .max(100, "must have at most 100 characters");
const tags = z.array(tag).max(50, "must have at most 50 entries");

/** Null takes an override away, absence leaves it as it is. */
function override<Inner extends z.ZodType>(inner: Inner) {
  return inner.nullable().optional();
}

export const CreateSavedQueryRequest = z
  .object({
    name: name.describe("Name for people, 1 to 255 characters; need not be unique."),
    sql: sql.describe("The statement. One that cannot be read yet is saved all the same."),
    description: optionalField(description).describe("Free text, at most 10,000 characters."),
    tags: optionalField(tags).describe("At most 50 labels of 1 to 100 characters."),
  })
  .meta({ id: "CreateSavedQueryRequest", description: "A query to save as version 1." });
export type CreateSavedQueryRequest = z.infer<typeof CreateSavedQueryRequest>;

export const UpdateSavedQueryRequest = z
  .object({
    name: optionalField(name).describe("New name."),
    sql: optionalField(sql).describe("New statement; one that differs makes a new version."),
    description: optionalField(description).describe("New description; empty removes it."),
    tags: optionalField(tags).describe("New labels in place of the old ones."),
    category_override: override(
      z.enum(SAVED_QUERY_CATEGORIES, { error: `must be ${SAVED_QUERY_CATEGORIES.join(", ")}` }),
    ).describe("Category to show in place of the detected one; null shows that one again."),
    table_size_override: override(
      z.string().trim().min(1, "must not be empty").max(100, "must have at most 100 characters"),
    ).describe("Note on the size of the tables; null removes it."),
  })
  .refine((request) => Object.values(request).some((value) => value !== undefined), {
    error: "changes nothing; send at least one field",
  })
  .meta({
    id: "UpdateSavedQueryRequest",
    description: "Changes of a saved query; what is left out stays.",
  });
export type UpdateSavedQueryRequest = z.infer<typeof UpdateSavedQueryRequest>;

export const ExecuteSavedQueryRequest = z
  .object({
    version: optionalField(z.int().meta({ format: "int32" })).describe(
      "Version to run; the newest when left out.",
    ),
  })
  .meta({ id: "ExecuteSavedQueryRequest", description: "Which version of a saved query to run." });
export type ExecuteSavedQueryRequest = z.infer<typeof ExecuteSavedQueryRequest>;

const flag = z.boolean().nullish();

/** All null when the statement cannot be read. */
const classification = {
  category: z
    .string()
    .nullish()
    .describe(`What the statement mainly does: ${SAVED_QUERY_CATEGORIES.join(", ")}.`),
  num_tables: z.int().meta({ format: "int32" }).nullish().describe("Tables that it names."),
  has_predicate: flag.describe("Whether it filters rows."),
  has_join: flag.describe("Whether it joins."),
  has_aggregation: flag.describe("Whether it aggregates."),
  has_group_by: flag.describe("Whether it groups."),
  has_order_by: flag.describe("Whether it sorts."),
  has_limit: flag.describe("Whether it limits the number of rows."),
  table_size: z.string().nullish().describe("Note on the size of the tables, set by a user."),
};

const sqlHash = z.string().describe("SHA-256 of the statement, in hex.");

const summary = {
  id: z.string().describe("Saved query id."),
  name: z.string().describe("Name for people."),
  description: z.string().describe("Free text, maybe empty."),
  tags: z.array(z.string()).describe("Labels."),
  latest_version: z.int().meta({ format: "int32" }).describe("Number of the newest version."),
  created_at: timestamp.describe("When it was saved first."),
  updated_at: timestamp.describe("When it was changed last."),
};

export const SavedQuerySummary = z
  .object(summary)
  .meta({ id: "SavedQuerySummary", description: "A saved query in a listing." });
export type SavedQuerySummary = z.infer<typeof SavedQuerySummary>;

export const SavedQueryDetail = z
  .object({
    ...summary,
    sql: z.string().describe("Statement of the newest version."),
    sql_hash: sqlHash,
    ...classification,
  })
  .meta({ id: "SavedQueryDetail", description: "A saved query with its newest statement." });
export type SavedQueryDetail = z.infer<typeof SavedQueryDetail>;

export const SavedQueryVersionInfo = z
  .object({
    version: z.int().meta({ format: "int32" }).describe("Version number, from 1."),
    sql: z.string().describe("Statement of this version."),
    sql_hash: sqlHash,
    created_at: timestamp.describe("When this version was saved."),
    ...classification,
  })
  .meta({ id: "SavedQueryVersionInfo", description: "One version of a saved query." });
export type SavedQueryVersionInfo = z.infer<typeof SavedQueryVersionInfo>;

const page = {
  count: z.int().min(0).describe("Number of entries in this page."),
  limit: z.int().min(0).describe("Page size that was used."),
  offset: z.int().min(0).describe("Entries skipped before this page."),
  has_more: z.boolean().describe("Whether there is a further page."),
};

export const ListSavedQueriesResponse = z
  .object({
    queries: z.array(SavedQuerySummary).describe("The saved queries by name."),
    ...page,
  })
  .meta({ id: "ListSavedQueriesResponse", description: "One page of saved queries." });
export type ListSavedQueriesResponse = z.infer<typeof ListSavedQueriesResponse>;

export const ListSavedQueryVersionsResponse = z
  .object({
    saved_query_id: z.string().describe("Saved query id."),
    versions: z.array(SavedQueryVersionInfo).describe("The versions, newest first."),
    ...page,
  })
  .meta({ id: "ListSavedQueryVersionsResponse", description: "One page of versions." });
export type ListSavedQueryVersionsResponse = z.infer<typeof ListSavedQueryVersionsResponse>;
