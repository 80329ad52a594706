import { HotdataError } from "../core/hotdata-error.ts";
import type { FinishedRun } from "./run-statement.ts";

/** A query succeeded, but its rows could not be stored and are too many to come with the answer. */
export class ResultNotStoredError extends HotdataError {
  /** Query run id. */
  declare readonly queryRunId: string;

  constructor(queryRunId: string, reason: string) {
    const facts = { code: "RESULT_NOT_STORED", retryable: false, queryRunId };
    super(`the rows of query run ${queryRunId} cannot be fetched: ${reason}`, facts);
  }

  /** Name of the class. */
  override get name(): string {
    return "ResultNotStoredError";
  }
}

/** The result that holds all rows of a run. */
export function storedResultId({ queryRunId, resultId, warning }: FinishedRun): string {
  if (resultId !== null) return resultId;
  throw new ResultNotStoredError(queryRunId, warning ?? "they were not stored");
}
