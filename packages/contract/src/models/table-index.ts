import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { TEXT_LANGUAGES } from "../text-languages.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { int64, timestamp } from "./timestamp.ts";

export const INDEX_TYPES = ["sorted", "bm25", "vector"] as const;
const METRICS = ["l2", "cosine", "dot"] as const;

const language = z.enum(TEXT_LANGUAGES, { error: `must be one of ${TEXT_LANGUAGES.join(", ")}` });

const name = z
  .string()
  .max(128, "must have at most 128 characters")
  .refine((text) => text.trim() !== "", "must not be blank");

export const CreateIndexRequest = z
  .object({
    index_name: name.describe("Name of the index, unlike those of the table's others."),
    columns: z.array(name).min(1, "must name a column").describe("Columns to index."),
    index_type: optionalText(
      z.enum(INDEX_TYPES, { error: `must be one of ${INDEX_TYPES.join(", ")}` }),
    ).describe(
      "`sorted` for ranges, `bm25` for text, `vector` for nearness; `sorted` when left out.",
    ),
    metric: optionalText(
      z.enum(METRICS, { error: `must be one of ${METRICS.join(", ")}` }),
    ).describe(
      "Distance of a vector index. When left out: `l2` for vectors, the provider's own for text.",
    ),
    embedding_provider_id: optionalText(z.string()).describe(
      "Provider that turns the text column of a vector index into vectors.",
    ),
    dimensions: optionalField(z.int().min(1, "must be at least 1")).describe(
      "Length of the vectors to ask of the provider; its own when left out.",
    ),
    output_column: optionalText(name).describe(
      "Name of the column with the vectors; `<column>_embedding` when left out.",
    ),
    description: optionalField(z.string()).describe("What the text is about, for people."),
    stemming: optionalText(language).describe(
      "Of a `bm25` index: language whose word endings are taken off, such as `english`; none when left out.",
    ),
    stop_words: optionalText(language).describe(
      "Of a `bm25` index: language whose most frequent words are left out; none when left out.",
    ),
    ascii_folding: optionalField(z.boolean()).describe(
      "Of a `bm25` index: whether letters lose their accents; false when left out.",
    ),
    ...asyncFields,
  })
  .superRefine(requireAsyncForDelay)
  .meta({ id: "CreateIndexRequest", description: "An index to build." });
export type CreateIndexRequest = z.infer<typeof CreateIndexRequest>;

export const IndexStatus = z
  .enum(["ready", "pending"])
  .meta({ id: "IndexStatus", description: "State of an index." });
export type IndexStatus = z.infer<typeof IndexStatus>;

const index = {
  index_name: z.string().describe("Name of the index."),
  index_type: z.string().describe("`sorted`, `bm25` or `vector`."),
  columns: z
    .array(z.string())
    .describe("Indexed columns; of a text with vectors, the column that holds them."),
};

const state = {
  status: IndexStatus.describe("State of the index."),
  created_at: timestamp.describe("When it was created."),
  updated_at: timestamp.describe("When it last changed."),
};

const figures = {
  row_count: int64
    .nullish()
    .describe("Rows with something to search, when it was last brought up to date."),
  unmerged_row_count: int64
    .nullish()
    .describe("Rows among them in files too small to have index files yet."),
  size_bytes: int64.nullish().describe("Bytes of its files."),
  dimensions: int64.nullish().describe("Length of the vectors; none for other kinds."),
};

const MEANINGS = {
  metric: "Distance of a vector index; none for other kinds.",
  sourceColumn: "Text column that the vectors were made of; none for other indexes.",
} as const;

export const IndexInfoResponse = z
  .object({
    ...index,
    metric: z.string().nullish().describe(MEANINGS.metric),
    source_column: z.string().nullish().describe(MEANINGS.sourceColumn),
    ...state,
    ...figures,
  })
  .meta({ id: "IndexInfoResponse", description: "An index." });
export type IndexInfoResponse = z.infer<typeof IndexInfoResponse>;

export const ListIndexesResponse = z
  .object({ indexes: z.array(IndexInfoResponse).describe("The indexes.") })
  .meta({ id: "ListIndexesResponse", description: "Indexes of one table." });
export type ListIndexesResponse = z.infer<typeof ListIndexesResponse>;

export const IndexEntryResponse = z
  .object({
    connection_id: z.string().nullish().describe("Connection of the table."),
    schema_name: z.string().describe("Schema of the table."),
    table_name: z.string().describe("The table."),
    ...index,
    metric: z.string().optional().describe(MEANINGS.metric),
    source_column: z.string().optional().describe(MEANINGS.sourceColumn),
    ...state,
  })
  .meta({ id: "IndexEntryResponse", description: "An index and its table, in a listing." });
export type IndexEntryResponse = z.infer<typeof IndexEntryResponse>;

export const ListIndexesPageResponse = z
  .object({
    indexes: z.array(IndexEntryResponse).describe("The indexes."),
    count: int64.describe("Indexes in this page."),
    limit: int64.describe("Page size used."),
    has_more: z.boolean().describe("Whether there is a further page."),
    next_cursor: z.string().nullish().describe("Where the further page begins."),
  })
  .meta({ id: "ListIndexesPageResponse", description: "One page of indexes of many tables." });
export type ListIndexesPageResponse = z.infer<typeof ListIndexesPageResponse>;
