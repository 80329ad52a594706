import { requestIssueMessage } from "@hotdata/contract";
import type { ZodError, ZodType } from "zod";
import { type ApiError, invalidRequest, unprocessable } from "./api-error.ts";

/** Which part of a request is read; named in errors, since a field name may occur in several. */
export type RequestPart = "path" | "query" | "header" | "body";

/** Further errors of one request are left out: a list may hold thousands. */
const MAX_ERRORS = 20;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads one part of a request with its Zod schema.
 * @throws {ApiError} BAD_REQUEST (or 422 where `asUnprocessable`) that names each wrong field.
 */
export function parsePart(
  part: RequestPart,
  schema: ZodType,
  value: unknown,
  asUnprocessable = false,
): unknown {
  const parsed = schema.safeParse(value, { error: requestIssueMessage });
  if (parsed.success) return parsed.data;
  throw toApiError(part, parsed.error, asUnprocessable);
}

function toApiError(part: RequestPart, error: ZodError, asUnprocessable: boolean): ApiError {
  const errors = error.issues.slice(0, MAX_ERRORS).map((issue) => ({
    field: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const message = errors.map((fieldError) => describe(part, fieldError)).join("; ");
  return asUnprocessable ? unprocessable(message, errors) : invalidRequest(message, errors);
}

function describe(part: RequestPart, { field, message }: FieldError): string {
  if (field === "") return `the ${part} ${message}`;
  return `${part} field \`${field}\` ${message}`;
}
