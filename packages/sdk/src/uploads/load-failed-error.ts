import { HotdataError } from "../core/hotdata-error.ts";
import type { JobStatusResponse } from "../generated/models.ts";

/** A load in the background did not succeed; nothing of it is in the table. */
export class LoadFailedError extends HotdataError {
  /** Job id. */
  declare readonly jobId: string;

  /** @param job - The job as it ended; the message has its own, with line and column. */
  constructor({ id, status, errorMessage }: JobStatusResponse) {
    const sentence = errorMessage ?? "the server gave no reason";
    super(`load job ${id} ${status}: ${sentence}`, {
      code: "LOAD_FAILED",
      retryable: false,
      jobId: id,
    });
  }

  /** Name of the class. */
  override get name(): string {
    return "LoadFailedError";
  }
}
