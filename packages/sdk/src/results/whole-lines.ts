import { ResponseValidationError } from "../core/errors.ts";
import type { ResultAnswer } from "./open-result.ts";
import { MalformedStreamError, TruncatedStreamError } from "./stream-errors.ts";

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

interface LineFormat {
  readonly headerLines: number;
  /** A line feed between quotes is part of a value. */
  readonly hasQuotes: boolean;
}

/**
 * CSV and Markdown, a line for each row. They look complete after any of them, so the rows are
 * counted.
 */
export async function* wholeLines(
  chunks: AsyncIterable<Uint8Array>,
  { expectedRowCount, source }: ResultAnswer,
  { headerLines, hasQuotes }: LineFormat,
): AsyncGenerator<Uint8Array, void> {
  if (expectedRowCount === undefined) {
    throw new ResponseValidationError(source, {
      path: "X-Total-Row-Count",
      expectation: "a header that tells the number of rows",
      found: "absent, so that a cut answer could not be told from a complete one",
    });
  }
  const quote = hasQuotes ? QUOTE : -1;
  let lines = -headerLines;
  let isQuoted = false;
  let last = 0;
  for await (const chunk of chunks) {
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === LINE_FEED && !isQuoted) lines += 1;
    }
    last = chunk.at(-1) ?? last;
    yield chunk;
  }
  if (lines > expectedRowCount) {
    throw new MalformedStreamError(`it has ${lines} rows instead of ${expectedRowCount}`);
  }
  if (lines < expectedRowCount || last !== LINE_FEED) {
    const rows = Math.max(lines, 0);
    throw new TruncatedStreamError(
      `the result ended in the middle, after ${rows} of ${expectedRowCount} rows`,
    );
  }
}
