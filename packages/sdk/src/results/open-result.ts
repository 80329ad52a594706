import type { ApiClient, OpenAnswer } from "../core/api-client.ts";
import { decodeModel } from "../core/codec.ts";
import { ResponseValidationError } from "../core/errors.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import { parseAnswer } from "../core/parse-answer.ts";
import { untilAborted } from "../core/transport.ts";
import { getResultResponse } from "../generated/descriptors.ts";
import { ResultNotReadyError } from "./result-not-ready-error.ts";

/** Formats that results come in. */
export type ResultFormat = "csv" | "json" | "parquet" | "arrow" | "md";

const CONTENT_TYPES: Readonly<Record<ResultFormat, string>> = {
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  parquet: "application/vnd.apache.parquet",
};

const GET_RESULT: Operation<unknown> = {
  id: "get_result",
  method: "GET",
  path: "/v1/results/{id}",
  auth: "workspace",
  responses: {},
};

/** Which part of a result to fetch, and how. */
export interface ResultPartOptions extends CallOptions {
  /** Database the result belongs to; leave it out for a result of the workspace. */
  readonly xDatabaseId?: string | undefined;
  /** Rows to skip. Default 0. */
  readonly offset?: number | undefined;
  /** Most rows to return. Default: all. */
  readonly limit?: number | undefined;
}

/** A result that is about to be read. */
export interface ResultAnswer extends OpenAnswer {
  readonly body: ReadableStream<Uint8Array>;
  /** Rows that must come, where the server says how many the result has. */
  readonly expectedRowCount: number | undefined;
}

/**
 * Asks for a stored result in one format and checks that the answer has it.
 *
 * @throws {@link ResultNotReadyError} while the result is being computed.
 */
export async function openResult(
  client: ApiClient,
  resultId: string,
  format: ResultFormat,
  options: ResultPartOptions,
): Promise<ResultAnswer> {
  const { offset, limit, xDatabaseId } = options;
  const accept = CONTENT_TYPES[format];
  const input = {
    path: [resultId],
    query: { format, offset, limit },
    headers: { accept, "X-Database-Id": xDatabaseId },
  };
  const answer = await client.open(GET_RESULT, input, options);
  try {
    const body = await requireBody(answer, accept);
    const { headers } = answer.response;
    return { ...answer, body, expectedRowCount: expectedRowCount(headers, options) };
  } catch (error) {
    answer.deadline.end();
    await answer.response.body?.cancel().catch(() => undefined);
    throw error;
  }
}

async function requireBody(
  { request, response, deadline, source }: OpenAnswer,
  expectation: string,
): Promise<ReadableStream<Uint8Array>> {
  const { status, body } = response;
  if (status === 202) {
    deadline.start();
    const text = await untilAborted(request, deadline, () => response.text());
    const parsing = { numbers: "number", validate: true } as const;
    const state = decodeModel(getResultResponse, parseAnswer(text, source, parsing));
    throw new ResultNotReadyError(state.resultId, state.status, response);
  }
  const contentType = response.headers.get("content-type") ?? "absent";
  if (status !== 200 || body === null || !contentType.startsWith(expectation)) {
    const found = `status ${status} with content type ${contentType}`;
    throw new ResponseValidationError(source, { path: "body", expectation, found });
  }
  return body;
}

function expectedRowCount(headers: Headers, options: ResultPartOptions): number | undefined {
  const total = headers.get("x-total-row-count");
  if (total === null || !/^\d+$/.test(total)) return undefined;
  return Math.min(Math.max(Number(total) - (options.offset ?? 0), 0), options.limit ?? Infinity);
}
