import type { ApiClient, OpenAnswer } from "../core/api-client.ts";
import { decodeModel } from "../core/codec.ts";
import { ResponseValidationError } from "../core/errors.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import { parseAnswer } from "../core/parse-answer.ts";
import { untilAborted } from "../core/transport.ts";
import { getResultResponse } from "../generated/descriptors.ts";
import { ResultNotReadyError } from "./result-not-ready-error.ts";

const ARROW_STREAM = "application/vnd.apache.arrow.stream";

export const GET_RESULT: Operation<unknown> = {
  id: "get_result",
  method: "GET",
  path: "/v1/results/{id}",
  auth: "workspace",
  responses: {},
};

/** Which part of a result to fetch, and how. */
export interface ArrowResultOptions extends CallOptions {
  /** Database the result belongs to; leave it out for a result of the workspace. */
  readonly xDatabaseId?: string | undefined;
  /** Rows to skip. Default 0. */
  readonly offset?: number | undefined;
  /** Most rows to return. Default: all. */
  readonly limit?: number | undefined;
}

/** An Arrow answer that is about to be read. */
export interface ArrowAnswer extends OpenAnswer {
  readonly body: ReadableStream<Uint8Array>;
  /** Rows that must come, where the server says how many the result has. */
  readonly expectedRowCount: number | undefined;
}

/**
 * Asks for a stored result as an Arrow stream and checks that the answer is one.
 *
 * @throws {@link ResultNotReadyError} while the result is being computed.
 */
export async function openArrowResult(
  client: ApiClient,
  resultId: string,
  options: ArrowResultOptions,
): Promise<ArrowAnswer> {
  const { offset, limit } = options;
  const input = {
    path: [resultId],
    query: { format: "arrow", offset, limit },
    headers: { accept: ARROW_STREAM, "X-Database-Id": options.xDatabaseId },
  };
  const answer = await client.open(GET_RESULT, input, options);
  try {
    const body = await requireArrowBody(answer);
    return {
      ...answer,
      body,
      expectedRowCount: expectedRowCount(answer.response.headers, options),
    };
  } catch (error) {
    answer.deadline.end();
    await answer.response.body?.cancel().catch(() => undefined);
    throw error;
  }
}

async function requireArrowBody(answer: OpenAnswer): Promise<ReadableStream<Uint8Array>> {
  const { request, response, deadline, source } = answer;
  if (response.status === 202) {
    deadline.start();
    const text = await untilAborted(request, deadline, () => response.text());
    const parsing = { numbers: "number", validate: true } as const;
    const state = decodeModel(getResultResponse, parseAnswer(text, source, parsing));
    throw new ResultNotReadyError(state.resultId, state.status, response);
  }
  const contentType = response.headers.get("content-type") ?? "absent";
  if (response.status !== 200 || response.body === null || !contentType.startsWith(ARROW_STREAM)) {
    const found = `status ${response.status} with content type ${contentType}`;
    throw new ResponseValidationError(source, { path: "body", expectation: ARROW_STREAM, found });
  }
  return response.body;
}

function expectedRowCount(headers: Headers, options: ArrowResultOptions): number | undefined {
  const total = headers.get("x-total-row-count");
  if (total === null || !/^\d+$/.test(total)) return undefined;
  return Math.min(Math.max(Number(total) - (options.offset ?? 0), 0), options.limit ?? Infinity);
}
