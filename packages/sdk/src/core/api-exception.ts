import { reasonPhrase } from "./reason-phrase.ts";

/** What the server said about a refused call. */
interface ServerError {
  readonly code: string | undefined;
  readonly sentence: string | undefined;
  readonly details: unknown;
  readonly requestId: string | undefined;
}

/** The server refused a call or failed at it: any answer with a status of 400 or more. */
export class ApiException extends Error {
  override readonly name = "ApiException";
  /** HTTP status, e.g. 404. */
  readonly status: number;
  /** HTTP reason phrase, e.g. `Not Found`. */
  readonly reason: string;
  /** The body as text, as the server sent it. */
  readonly body: string;
  /** Stable code of the error, e.g. `NOT_FOUND`, when the server named one. */
  readonly code: string | undefined;
  /** Names this call in the server's log. */
  readonly requestId: string | undefined;
  /** Further data about the error, when the server sent any. */
  readonly details: unknown;
  /** How long the server asks to wait before trying again, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(operation: string, response: Response, body: string) {
    const { code, sentence, details, requestId } = parseServerError(body);
    const reason = response.statusText === "" ? reasonPhrase(response.status) : response.statusText;
    super(`${operation}: ${response.status} ${reason}: ${sentence ?? excerpt(body)}`);
    this.status = response.status;
    this.reason = reason;
    this.body = body;
    this.code = code;
    this.requestId = response.headers.get("x-request-id") ?? requestId;
    this.details = details;
    this.retryAfterSeconds = parseRetryAfter(response.headers);
  }
}

/** Reads `Retry-After` in seconds; the date form, which this API never sends, counts as absent. */
export function parseRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  return /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : undefined;
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
    code: text(nested?.["code"]) ?? flatCode,
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
