import { z } from "zod";
import { int64 } from "./timestamp.ts";

const count = int64;

export const CategoryValueInfo = z
  .object({
    value: z.string().nullish().describe("The value as text; null for NULL."),
    count: count.describe("Rows that have it."),
  })
  .meta({ id: "CategoryValueInfo", description: "A value of a column, and how often it occurs." });
export type CategoryValueInfo = z.infer<typeof CategoryValueInfo>;

export const CategoricalProfileDetail = z
  .object({
    type: z.literal("categorical").describe("Tells this form apart."),
    values: z
      .array(CategoryValueInfo)
      .describe("Every value with its count, the most frequent first; NULL is one of them."),
  })
  .meta({
    id: "CategoricalProfileDetail",
    description: "A column of text or numbers with at most 200 distinct values.",
  });

export const TextProfileDetail = z
  .object({
    type: z.literal("text").describe("Tells this form apart."),
    min_length: count.describe("Characters of the shortest text."),
    max_length: count.describe("Characters of the longest text."),
    avg_length: z.number().describe("Characters of a text on average."),
  })
  .meta({
    id: "TextProfileDetail",
    description: "A column of text with many distinct values, or with long ones.",
  });

export const NumericProfileDetail = z
  .object({
    type: z.literal("numeric").describe("Tells this form apart."),
    min: z.string().describe("Smallest value, as text with all digits."),
    max: z.string().describe("Largest value, as text with all digits."),
    mean: z.number().describe("Average."),
  })
  .meta({
    id: "NumericProfileDetail",
    description:
      "A column of numbers with many distinct values. NaN and infinities do not count here.",
  });

export const TemporalProfileDetail = z
  .object({
    type: z.literal("temporal").describe("Tells this form apart."),
    min: z.string().describe("First date or time, as ISO 8601 text."),
    max: z.string().describe("Last date or time, as ISO 8601 text."),
  })
  .meta({ id: "TemporalProfileDetail", description: "A column of dates or times." });

export const BooleanProfileDetail = z
  .object({
    type: z.literal("boolean").describe("Tells this form apart."),
    true_count: count.describe("Rows that are true."),
    false_count: count.describe("Rows that are false."),
  })
  .meta({ id: "BooleanProfileDetail", description: "A column of true and false." });

export const ColumnProfileDetail = z
  .discriminatedUnion("type", [
    CategoricalProfileDetail,
    TextProfileDetail,
    NumericProfileDetail,
    TemporalProfileDetail,
    BooleanProfileDetail,
  ])
  .meta({ id: "ColumnProfileDetail", description: "What a column's values are like." });
export type ColumnProfileDetail = z.infer<typeof ColumnProfileDetail>;

export const ColumnProfileInfo = z
  .object({
    name: z.string().describe("Name of the column."),
    data_type: z.string().describe("Arrow name of its type."),
    null_count: count.describe("Rows that are NULL."),
    null_percentage: z.number().min(0).max(100).describe("Rows that are NULL, in percent."),
    cardinality: count.describe(
      "Distinct values, NULL left out: exact up to 200, above that an estimate.",
    ),
    profile: ColumnProfileDetail.nullish().describe(
      "What the values are like; null when all are NULL, and for types without such a summary.",
    ),
  })
  .meta({ id: "ColumnProfileInfo", description: "What is in a column." });
export type ColumnProfileInfo = z.infer<typeof ColumnProfileInfo>;

export const TableProfileResponse = z
  .object({
    connection: z.string().describe("Name of the connection, as the information schema has it."),
    schema: z.string().describe("Name of the schema."),
    table: z.string().describe("Name of the table."),
    row_count: count.describe("Rows of the table."),
    synced_at: z.string().nullish().describe("When the table last changed."),
    columns: z.array(ColumnProfileInfo).describe("Its columns, in order."),
  })
  .meta({ id: "TableProfileResponse", description: "What is in a table, column by column." });
export type TableProfileResponse = z.infer<typeof TableProfileResponse>;
