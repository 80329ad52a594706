import { z } from "zod";
import { resultRows } from "./query.ts";
import { int64, timestamp } from "./timestamp.ts";

export const ResultInfo = z
  .object({
    id: z.string().describe("Result id."),
    status: z.string().describe("State: `pending`, `processing`, `ready` or `failed`."),
    created_at: timestamp.describe("When the query was submitted."),
    error_message: z.string().nullish().describe("Why it failed."),
  })
  .meta({ id: "ResultInfo", description: "A stored result in a listing." });
export type ResultInfo = z.infer<typeof ResultInfo>;

export const ListResultsResponse = z
  .object({
    results: z.array(ResultInfo).describe("The results of this page, newest first."),
    count: z.int().min(0).describe("Number of results in this page."),
    limit: z.int().min(0).describe("Page size that was used."),
    offset: z.int().min(0).describe("Results skipped before this page."),
    has_more: z.boolean().describe("Whether there is a further page."),
  })
  .meta({ id: "ListResultsResponse", description: "One page of stored results." });
export type ListResultsResponse = z.infer<typeof ListResultsResponse>;

export const GetResultResponse = z
  .object({
    result_id: z.string().describe("Result id."),
    status: z.string().describe("State: `pending`, `processing`, `ready` or `failed`."),
    columns: z.array(z.string()).nullish().describe("Column names in order, when ready."),
    nullable: z.array(z.boolean()).nullish().describe("For each column, whether NULLs may occur."),
    rows: resultRows.nullish().describe("The rows of this page, an array of values each."),
    row_count: int64.nullish().describe("Number of rows in this page."),
    error_message: z.string().nullish().describe("Why it failed."),
  })
  .meta({ id: "GetResultResponse", description: "A stored result; with rows when it is ready." });
export type GetResultResponse = z.infer<typeof GetResultResponse>;
