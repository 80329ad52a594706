import type { ApiClient } from "../core/api-client.ts";
import { openResult } from "./open-result.ts";
import type { ResultAnswer, ResultFormat, ResultPartOptions } from "./open-result.ts";
import { readChunks } from "./read-chunks.ts";
import { streamFailure } from "./stream-errors.ts";
import { wholeArrow } from "./whole-arrow.ts";
import { wholeJson } from "./whole-json.ts";
import { wholeLines } from "./whole-lines.ts";
import { wholeParquet } from "./whole-parquet.ts";

type Chunks = AsyncIterable<Uint8Array>;

/** Hand the same bytes on, and fail at their end when something is missing. */
const WHOLE: Readonly<Record<ResultFormat, (chunks: Chunks, answer: ResultAnswer) => Chunks>> = {
  arrow: wholeArrow,
  csv: (chunks, answer) => wholeLines(chunks, answer, { headerLines: 1, hasQuotes: true }),
  json: wholeJson,
  md: (chunks, answer) => wholeLines(chunks, answer, { headerLines: 2, hasQuotes: false }),
  parquet: wholeParquet,
};

/** Opens a stored result as a stream of bytes that is complete, or ends in an error. */
export async function downloadResult(
  client: ApiClient,
  resultId: string,
  format: ResultFormat,
  options: ResultPartOptions,
): Promise<ReadableStream<Uint8Array>> {
  const isPart = options.offset !== undefined || options.limit !== undefined;
  if (format === "parquet" && isPart) {
    throw new TypeError("Parquet is always the whole result: leave offset and limit out");
  }
  const answer = await openResult(client, resultId, format, options);
  const reader = answer.body.getReader();
  const pieces = WHOLE[format](readChunks(answer, reader), answer)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done !== true) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(streamFailure(answer, `a result as ${format}`, error));
        }
        answer.deadline.end();
      },
      cancel(reason) {
        answer.deadline.end();
        return reader.cancel(reason);
      },
    },
    // Nothing is read ahead of what is asked for.
    { highWaterMark: 0 },
  );
}
