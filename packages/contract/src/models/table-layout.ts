import { z } from "zod";

export const TablePartitionKey = z
  .object({
    column: z.string().min(1, "must not be empty").describe("Column the key is taken from."),
    transform: z
      .enum(["identity", "year", "month", "day", "hour"], {
        error: "must be one of identity, year, month, day, hour",
      })
      .describe(
        "What of the column's value makes the partition: the value itself, or a part of the date " +
          "as the calendar counts it, months from 1 to 12 in any year.",
      ),
  })
  .meta({ id: "TablePartitionKey", description: "One key that a table's files are divided by." });
export type TablePartitionKey = z.infer<typeof TablePartitionKey>;

export const TableSortKey = z
  .object({
    column: z.string().min(1, "must not be empty").describe("Column to sort by."),
    direction: z
      .enum(["asc", "desc"], { error: "must be asc or desc" })
      .nullish()
      .describe("Sort direction; ascending unless given. Null when none was declared."),
    nulls: z
      .enum(["first", "last"], { error: "must be first or last" })
      .nullish()
      .describe("Where NULLs go; null when it was not declared."),
  })
  .meta({ id: "TableSortKey", description: "One key that rows are sorted by within a file." });
export type TableSortKey = z.infer<typeof TableSortKey>;
