import type { ExecuteOutcome } from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import type { QuerySubmission } from "./query-submission.ts";

export interface PreviewSize {
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Rows and bytes of an answer: beyond them a scoped query is cut. */
export const PREVIEW: PreviewSize = { maxRows: 10_000, maxBytes: 8 * 1024 * 1024 };
/** A workspace-wide query is answered whole, since older clients know no cut answers. */
const WHOLE: PreviewSize = { maxRows: Number.MAX_SAFE_INTEGER, maxBytes: 64 * 1024 * 1024 };

export function answerPreview({ scope }: QuerySubmission): PreviewSize {
  return scope === undefined ? WHOLE : PREVIEW;
}

/** Whether rows were left out of an answer that older clients would take for the whole one. */
export function isCutForOldClients({ scope }: QuerySubmission, outcome: ExecuteOutcome): boolean {
  return scope === undefined && outcome.preview.truncated;
}

/** @throws {SqlError} instead of letting an old client take a part for the whole. */
export function refuseCutAnswer(submission: QuerySubmission, outcome: ExecuteOutcome): void {
  if (!isCutForOldClients(submission, outcome)) return;
  throw new SqlError(
    `the result has more rows than the ${WHOLE.maxBytes / 1024 / 1024} MiB that a query without ` +
      "a database may answer at once; send async: true and fetch the result by its id, or name " +
      "a database with the X-Database-Id header",
  );
}
