import { decodeModel, decodeOneOf } from "./codec.ts";
import { Configuration } from "./configuration.ts";
import { Deadline } from "./deadline.ts";
import type { TimeLimits } from "./deadline.ts";
import { ResponseValidationError } from "./errors.ts";
import type { AnswerSource } from "./errors.ts";
import { buildHttpRequest } from "./http-request.ts";
import type { HttpRequest } from "./http-request.ts";
import type { CallInput, CallOptions, Operation } from "./operation.ts";
import { parseAnswer } from "./parse-answer.ts";
import type { ParseOptions } from "./parse-answer.ts";
import { exchange } from "./transport.ts";

/** An answer whose body is still to be read; whoever takes it ends the deadline. */
export interface OpenAnswer {
  readonly request: HttpRequest;
  readonly response: Response;
  readonly deadline: Deadline;
  readonly source: AnswerSource;
}

const UNLIMITED: TimeLimits = { timeoutMs: Infinity, attemptTimeoutMs: Infinity };

interface JsonAnswer {
  readonly status: number;
  readonly text: string;
  readonly source: AnswerSource;
}

/**
 * Sends calls to one server with one identity. The API classes are made from it:
 * `new QueryApi(apiClient)`. Safe to share; holds nothing but calls in progress.
 */
export class ApiClient {
  readonly #configuration: Configuration;
  readonly #closing = new AbortController();

  /**
   * Without a configuration, everything comes from the environment.
   *
   * @param configuration - Address, key and limits.
   */
  constructor(configuration: Configuration = new Configuration()) {
    this.#configuration = configuration;
  }

  /**
   * Makes a call with a JSON answer. The generated API classes are built on this.
   *
   * @internal
   */
  async call<T>(operation: Operation<T>, input: CallInput, options: CallOptions): Promise<T> {
    const isTransfer = operation.body === "binary";
    // How long a file takes depends on its size.
    const limits = isTransfer ? UNLIMITED : this.#configuration;
    const deadline = this.#deadline(operation.id, limits, options);
    try {
      const request = buildHttpRequest(operation, input, this.#configuration);
      const { numbers, validateResponses: validate } = this.#configuration;
      const parsing = { numbers: options.numbers ?? numbers, validate };
      return await exchange(this.#configuration, request, deadline, async (response) => {
        const source = answerSource(operation.id, response);
        const answer = { status: response.status, text: await response.text(), source };
        return decodeAnswer(operation, input, answer, parsing);
      });
    } finally {
      deadline.end();
    }
  }

  /**
   * Makes a call and hands its answer over as soon as the headers are there. The time limit then
   * stands still; the taker starts it for each wait.
   *
   * @internal
   */
  async open(
    operation: Operation<unknown>,
    input: CallInput,
    options: CallOptions,
  ): Promise<OpenAnswer> {
    const deadline = this.startDeadline(operation.id, options);
    try {
      const request = buildHttpRequest(operation, input, this.#configuration);
      const response = await exchange(this.#configuration, request, deadline, (answer) => answer);
      deadline.stop();
      return { request, response, deadline, source: answerSource(operation.id, response) };
    } catch (error) {
      deadline.end();
      throw error;
    }
  }

  /**
   * Sends a request as it is, such as one to an address that the server handed out, which must not
   * get the key.
   *
   * @internal
   */
  async send<T>(
    request: HttpRequest,
    options: CallOptions,
    read: (response: Response) => T | Promise<T>,
  ): Promise<T> {
    const deadline = this.startDeadline(request.operation, options);
    try {
      return await exchange(this.#configuration, request, deadline, read);
    } finally {
      deadline.end();
    }
  }

  /** How often work that may be repeated is repeated. */
  get maxRetries(): number {
    return this.#configuration.maxRetries;
  }

  /**
   * A time limit that also ends with the options' signal and with the client, for work that
   * consists of several calls. Its taker has to end it.
   *
   * @internal
   */
  startDeadline(work: string, options: CallOptions): Deadline {
    return this.#deadline(work, this.#configuration, options);
  }

  /** Ends calls in progress, which reject with an `AbortError`, and refuses later ones. */
  close(): void {
    this.#closing.abort(new DOMException("the ApiClient was closed", "AbortError"));
  }

  /** `close`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  #deadline(operation: string, limits: TimeLimits, options: CallOptions): Deadline {
    const { timeoutMs = limits.timeoutMs, attemptTimeoutMs = limits.attemptTimeoutMs } = options;
    const { signal } = options;
    const sources = signal === undefined ? [this.#closing.signal] : [this.#closing.signal, signal];
    return new Deadline(operation, { timeoutMs, attemptTimeoutMs }, sources);
  }
}

function answerSource(operation: string, response: Response): AnswerSource {
  return { operation, requestId: response.headers.get("x-request-id") ?? undefined };
}

function decodeAnswer<T>(
  operation: Operation<T>,
  input: CallInput,
  answer: JsonAnswer,
  parsing: ParseOptions,
): T {
  const { status, source } = answer;
  const expected = Object.keys(operation.responses).filter(
    (key) => key !== "202" || operation.deferrable !== true || asksForBackground(input.body),
  );
  const isExpected = expected.includes(String(status)) || !parsing.validate;
  // Without validation, an answer of an unknown status is taken for that of success.
  const model = operation.responses[status] ?? operation.responses[Number(expected[0])];
  if (!isExpected || model === undefined) {
    const expectation = expected.join(" or ");
    throw new ResponseValidationError(source, {
      path: "status",
      expectation,
      found: String(status),
    });
  }
  // An operation answers with T = undefined exactly where its responses are empty.
  if (model === "empty") return undefined as T;
  const parsed = parseAnswer(answer.text, source, parsing);
  return "name" in model ? decodeModel(model, parsed) : decodeOneOf(model, parsed);
}

function asksForBackground(body: unknown): boolean {
  return typeof body === "object" && body !== null && Reflect.get(body, "async") === true;
}
