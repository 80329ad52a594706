import { HotdataError } from "./hotdata-error.ts";
import { isRetryable } from "./is-retryable.ts";
import { reasonPhrase } from "./reason-phrase.ts";

/** What the server said about a refused call. */
interface ServerError {
  readonly code: string | undefined;
  readonly sentence: string | undefined;
  readonly details: unknown;
  readonly requestId: string | undefined;
}

/** The server refused a call or failed at it: any answer with a status of 400 or more. */
export class ApiException extends HotdataError {
  /** HTTP status, e.g. 404. */
  declare readonly status: number;
  /** HTTP reason phrase, e.g. `Not Found`. */
  declare readonly reason: string;
  /** Further data about the error, when the server sent any. */
  declare readonly details?: unknown;
  /** How long the server asks to wait before trying again, in seconds. */
  declare readonly retryAfterSeconds?: number;
  readonly #body: string;

  constructor(operation: string, response: Response, body: string) {
    const { status, statusText, headers } = response;
    const { code = `HTTP_${status}`, sentence, details, requestId } = parseServerError(body);
    const reason = statusText === "" ? reasonPhrase(status) : statusText;
    super(`${operation}: ${status} ${reason}: ${sentence ?? excerpt(body)}`, {
      code,
      status,
      reason,
      requestId: headers.get("x-request-id") ?? requestId,
      retryable: isRetryable(code, status),
      details,
      retryAfterSeconds: parseRetryAfter(headers),
    });
    this.#body = body;
  }

  /** Name of the class. */
  override get name(): string {
    return "ApiException";
  }

  /** The body as text, as the server sent it; not shown when the error is printed. */
  get body(): string {
    return this.#body;
  }
}

/**
 * Reads `Retry-After`, which this API sends in seconds. Servers in between may send a date: it is
 * compared with their own clock where they tell it.
 */
export function parseRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  const at = Date.parse(text);
  // Dates have a day's name; `Date.parse` takes much else for one.
  if (!/^[A-Z]/.test(text) || Number.isNaN(at)) return undefined;
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  return Math.max(at - now, 0) / 1_000;
}

/**
 * Errors come nested (`{error: {code, message}}`), flat (`{error: "code", message?}`), or as a
 * failed result (`{status, error_message}`).
 */
function parseServerError(body: string): ServerError {
  const root = parseObject(body);
  const nested = isObject(root["error"]) ? root["error"] : undefined;
  const flatCode = text(root["error"]);
  return {
    code:
      text(nested?.["code"]) ??
      flatCode ??
      (root["status"] === "failed" ? "RESULT_FAILED" : undefined),
    sentence:
      text(nested?.["message"]) ?? text(root["message"]) ?? text(root["error_message"]) ?? flatCode,
    details: nested?.["details"],
    requestId: text(nested?.["request_id"]) ?? text(root["request_id"]),
  };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {}; // An answer from something in between, such as a proxy's HTML page.
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function excerpt(body: string): string {
  const line = body.replace(/\s+/g, " ").trim();
  if (line === "") return "the answer has no body";
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
