import { z } from "zod";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { ColumnDefinition } from "./column-definition.ts";

function kind<const Kind extends string>(name: Kind) {
  return z.literal(name).describe("Which kind of source this is.");
}

const FORMATS = ["csv", "json", "parquet"] as const;

const format = optionalText(z.enum(FORMATS, { error: `must be ${FORMATS.join(", ")}` })).describe(
  "Format of the file. Found from its content type or its bytes when left out.",
);
const columns = optionalCollection(z.record(z.string(), ColumnDefinition)).describe(
  "Types of the columns of CSV or JSON, in place of guessed ones; names every column.",
);

export const UploadDatasetSource = z
  .object({
    type: kind("upload"),
    upload_id: z.string().describe("A finished upload. The dataset uses it up."),
    format,
    columns,
  })
  .meta({ id: "UploadDatasetSource", description: "Rows of an uploaded file." });

export const UrlDatasetSource = z
  .object({
    type: kind("url"),
    url: z.string().min(1, "must not be empty").describe("An http or https address of a file."),
    format,
    columns,
  })
  .meta({ id: "UrlDatasetSource", description: "Rows of a file on the web." });

export const InlineData = z
  .object({
    format: z
      .enum(["csv", "json"], { error: "must be csv or json" })
      .describe("`csv` with a header, or `json`: an object a line, or one array of objects."),
    content: z.string().describe("The rows themselves, up to 1 MiB."),
    columns,
  })
  .meta({ id: "InlineData", description: "Rows within the request." });

export const InlineDatasetSource = z
  .object({ type: kind("inline"), inline: InlineData.describe("The rows.") })
  .meta({ id: "InlineDatasetSource", description: "Rows within the request." });

export const SqlQueryDatasetSource = z
  .object({
    type: kind("sql_query"),
    sql: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .max(1_000_000, "must have at most 1000000 characters")
      .describe("The statement to run. It is saved as a query, too."),
    name: optionalText(z.string().trim().max(255, "must have at most 255 characters")).describe(
      "Name of the saved query; the label when left out.",
    ),
    description: optionalField(
      z.string().max(10_000, "must have at most 10000 characters"),
    ).describe("Description of the saved query."),
  })
  .meta({ id: "SqlQueryDatasetSource", description: "Rows of a statement." });

export const SavedQueryDatasetSource = z
  .object({
    type: kind("saved_query"),
    saved_query_id: z.string().describe("A saved query."),
    version: optionalField(z.int().meta({ format: "int32" })).describe(
      "Version to run; whichever is the newest when left out.",
    ),
  })
  .meta({ id: "SavedQueryDatasetSource", description: "Rows of a saved query." });

/** Clients of the first days leave `type` out; one field of each kind tells them apart. */
const TELLING_FIELDS = {
  upload_id: "upload",
  url: "url",
  inline: "inline",
  sql: "sql_query",
  saved_query_id: "saved_query",
} as const;

export const DatasetSource = z
  .preprocess(
    withType,
    z.discriminatedUnion(
      "type",
      [
        UploadDatasetSource,
        UrlDatasetSource,
        InlineDatasetSource,
        SqlQueryDatasetSource,
        SavedQueryDatasetSource,
      ],
      {
        error: ({ input }) =>
          input === undefined
            ? "is required"
            : "must be an object of one type: upload, url, inline, sql_query or saved_query",
      },
    ),
  )
  .meta({
    id: "DatasetSource",
    description: "Where the rows of a dataset are; `type` says which of these it is.",
  });
export type DatasetSource = z.infer<typeof DatasetSource>;

function withType(source: unknown): unknown {
  if (typeof source !== "object" || source === null) return source;
  if ("type" in source && source.type !== undefined && source.type !== null) return source;
  const found = Object.entries(TELLING_FIELDS).filter(([field]) => isGiven(source, field));
  const [first, second] = found;
  return first !== undefined && second === undefined ? { ...source, type: first[1] } : source;
}

function isGiven(source: object, field: string): boolean {
  const value: unknown = Reflect.get(source, field);
  return value !== undefined && value !== null;
}
