import { z } from "zod";
import { int64 } from "./timestamp.ts";

const milliseconds = z.number().min(0);

export const OperatorProfile = z
  .object({
    name: z
      .string()
      .describe("What it does, in the engine's words; `STORE_RESULT` writes the result."),
    rows: int64.describe("Rows it passed on."),
    milliseconds: milliseconds.describe(
      "Time of all threads in this operator alone; the sum may exceed what the statement took.",
    ),
    details: z
      .record(z.string(), z.string())
      .describe(
        "What else is known of it, such as the `Table` it reads, `Filters` and `Conditions`, with their values.",
      ),
    get operators() {
      return z.array(OperatorProfile).describe("Operators that it gets its rows from.");
    },
  })
  .meta({ id: "OperatorProfile", description: "One step of a statement, and those below it." });
export type OperatorProfile = z.infer<typeof OperatorProfile>;

export const QueryRunProfile = z
  .object({
    query_run_id: z.string().describe("Id of the query run."),
    execution_ms: milliseconds.describe(
      "Milliseconds from the start of the execution until the result was written.",
    ),
    cpu_ms: milliseconds.describe("Milliseconds that all operators took, over all threads."),
    row_count: int64.describe("Rows of the result."),
    rows_scanned: int64.nullish().describe("As in the query run."),
    bytes_scanned: int64.nullish().describe("As in the query run."),
    is_whole: z
      .boolean()
      .describe("False when operators or details were left out, because there are too many."),
    plan: OperatorProfile.describe("What it did, the writing of the result on top."),
  })
  .meta({ id: "QueryRunProfile", description: "Where a query spent its time." });
export type QueryRunProfile = z.infer<typeof QueryRunProfile>;
