import type { AnswerSchemas } from "../contract/answer-schemas.ts";
import type { FuzzContract } from "../contract/fuzz-contract.ts";
import type { RawAnswer } from "../wire/answer-parser.ts";
import type { Exchange } from "./exchange.ts";

/** Statuses that any operation may answer, in the form of errors. */
const GENERAL_STATUSES: ReadonlySet<number> = new Set([401, 403, 404, 405, 408, 413, 415, 429]);
const SLOWEST_MS = 5_000;
const TELLTALES: readonly RegExp[] = [
  /<!doctype|<html/i,
  /\n\s+at .+\(?.+:\d+:\d+/,
  /node:internal|node_modules/,
  /\/packages\/server\/src\//,
];

export interface CheckerOptions {
  readonly contract: FuzzContract;
  readonly schemas: AnswerSchemas;
  /** A text of the server's own that must not be told to anybody, such as its data folder. */
  readonly secrets: readonly string[];
}

interface ErrorParts {
  readonly model: "Error" | "ApiErrorResponse";
  readonly code: string;
  readonly message: unknown;
  readonly requestId: unknown;
}

/** Finds what is wrong with an answer. */
export class AnswerChecker {
  readonly #options: CheckerOptions;
  readonly #codes: ReadonlyMap<string, number>;

  constructor(options: CheckerOptions) {
    this.#options = options;
    const codes = options.contract.document["x-error-codes"];
    this.#codes = new Map(codes.map(({ code, status }) => [code, status]));
  }

  /** One line for each fault; none when the answer is right. */
  problemsOf(exchange: Exchange): string[] {
    const { answer, expectation } = exchange;
    const problems = [
      ...headerProblems(exchange),
      ...this.#statusProblems(exchange),
      ...this.#bodyProblems(exchange),
    ];
    if (exchange.ms > SLOWEST_MS && expectation.isSlowClient !== true) {
      problems.push(`slow: ${(exchange.ms / 1000).toFixed(1)} s`);
    }
    if (expectation.mustRefuse !== undefined && answer.status < 400) {
      problems.push(`accepted: ${expectation.mustRefuse}`);
    }
    return problems;
  }

  #statusProblems({ answer, expectation, request }: Exchange): string[] {
    const { status } = answer;
    const { operation } = expectation;
    if (request.method === "OPTIONS" && status === 204) return [];
    if (expectation.isStorage === true && status === 200) return [];
    if (status >= 500) return this.#serverFault(answer, expectation.mayBeFull === true);
    const isListed = operation?.responses[status] !== undefined;
    if (isListed || GENERAL_STATUSES.has(status)) return [];
    if (status === 400 && (expectation.isMalformed === true || isWorkspaceError(answer))) return [];
    return [`outside the contract: status ${status} is not listed (${shortBody(answer)})`];
  }

  #serverFault(answer: RawAnswer, mayBeFull: boolean): string[] {
    const { status } = answer;
    if (status === 507 && mayBeFull) return [];
    return [`5xx: ${status} (${shortBody(answer)})`];
  }

  #bodyProblems(exchange: Exchange): string[] {
    const { answer, request } = exchange;
    if (request.method === "HEAD") return [];
    const isEmptyRight = answer.status === 204 || isEmptyAllowed(exchange);
    if (isEmptyRight && answer.body.length === 0) return [];
    const contentType = answer.headers.get("content-type") ?? "";
    if (!contentType.startsWith("application/json"))
      return this.#contentTypeProblems(exchange, contentType);
    const text = answer.body.toString("utf8");
    const problems = this.#leaks(text, answer.status);
    const body = jsonOf(answer);
    if (body === undefined)
      return [...problems, `outside the contract: not JSON (${shortBody(answer)})`];
    const schemaProblem = this.#schemaProblem(exchange, body);
    if (schemaProblem !== undefined) problems.push(schemaProblem);
    return problems;
  }

  #contentTypeProblems({ answer, expectation }: Exchange, contentType: string): string[] {
    const { operation } = expectation;
    const content = operation?.responses[answer.status]?.content ?? {};
    const base = contentType.replace(/\s*;.*$/, "");
    const isListed = base !== "" && content[base] !== undefined;
    return isListed
      ? []
      : [
          `outside the contract: content type ${JSON.stringify(contentType)} (${shortBody(answer)})`,
        ];
  }

  /** What the body has of the server's inside; rows and SQL of a caller are not looked through. */
  #leaks(text: string, status: number): string[] {
    if (status < 400) return [];
    const secret = this.#options.secrets.find((inner) => text.includes(inner));
    const telltale = TELLTALES.find((pattern) => pattern.test(text));
    return secret === undefined && telltale === undefined
      ? []
      : [`tells of the server's inside: ${secret ?? String(telltale)} (${text.slice(0, 300)})`];
  }

  #schemaProblem({ answer, expectation }: Exchange, body: unknown): string | undefined {
    const { operation } = expectation;
    const { status } = answer;
    const isListed = operation?.responses[status]?.content?.["application/json"] !== undefined;
    const { schemas } = this.#options;
    if (isListed && operation !== undefined) {
      const problem = schemas.problemOf(operation, status, body);
      if (problem === undefined) return status < 400 ? undefined : this.#errorProblem(answer, body);
      if (status < 400) return `outside the contract: body of ${status}: ${problem}`;
    }
    return this.#errorProblem(answer, body);
  }

  #errorProblem(answer: RawAnswer, body: unknown): string | undefined {
    const error = errorParts(body);
    // A listed answer that is no error, such as a result that is not ready.
    if (error === undefined)
      return hasError(body) || !isListedForm(body)
        ? `outside the contract: no error form (${shortBody(answer)})`
        : undefined;
    const problem = this.#options.schemas.problemOfModel(error.model, body);
    if (problem !== undefined) return `outside the contract: error form: ${problem}`;
    if (typeof error.message !== "string" || error.message.trim() === "")
      return "error without message";
    const status = this.#codes.get(error.code) ?? this.#codes.get(error.code.toUpperCase());
    if (status !== answer.status)
      return `outside the contract: code ${error.code} with status ${answer.status}`;
    if (error.requestId !== answer.headers.get("x-request-id"))
      return `request_id in the body is not the header's (${shortBody(answer)})`;
    return undefined;
  }
}

function headerProblems({ answer, request }: Exchange): string[] {
  const problems: string[] = [];
  const { headers } = answer;
  if ((headers.get("x-request-id") ?? "") === "")
    problems.push(`without request id (status ${answer.status})`);
  if (!/^[0-9a-f]{32}$/.test(headers.get("x-trace-id") ?? ""))
    problems.push(`without trace id (status ${answer.status})`);
  if (answer.status === 405 && headers.get("allow") === undefined)
    problems.push("405 without Allow");
  const mustSayWhen = answer.status === 429 || answer.status === 503;
  if (mustSayWhen && headers.get("retry-after") === undefined)
    problems.push(`${answer.status} without Retry-After`);
  if (request.method === "HEAD" && answer.body.length > 0) problems.push("HEAD with a body");
  return problems;
}

function isEmptyAllowed({ answer, expectation, request }: Exchange): boolean {
  if (request.method === "OPTIONS" || expectation.isStorage === true) return true;
  const listed = expectation.operation?.responses[answer.status];
  return listed !== undefined && listed.content === undefined;
}

export function jsonOf(answer: RawAnswer): unknown {
  try {
    return JSON.parse(answer.body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function errorParts(body: unknown): ErrorParts | undefined {
  if (!hasError(body)) return undefined;
  const { error } = body;
  if (typeof error === "string") {
    const { message, request_id: requestId } = body;
    return { model: "Error", code: error, message, requestId };
  }
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  const message = "message" in error ? error.message : undefined;
  const requestId = "request_id" in error ? error.request_id : undefined;
  return { model: "ApiErrorResponse", code: String(error.code), message, requestId };
}

interface ErrorBody {
  readonly error: unknown;
  readonly message?: unknown;
  readonly request_id?: unknown;
}

function hasError(body: unknown): body is ErrorBody {
  return typeof body === "object" && body !== null && "error" in body;
}

function isListedForm(body: unknown): boolean {
  return typeof body === "object" && body !== null && "status" in body;
}

/** Answered wherever a workspace is named, whatever the operation lists. */
function isWorkspaceError(answer: RawAnswer): boolean {
  return errorParts(jsonOf(answer))?.code === "workspace_required";
}

function shortBody(answer: RawAnswer): string {
  return answer.body.subarray(0, 300).toString("utf8").replaceAll(/\s+/g, " ");
}
