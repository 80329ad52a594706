import type { Operation } from "@hotdata/contract";
import type { FastifyRequest } from "fastify";
import { badRequest } from "./api-error.ts";
import { parsePart } from "./parse-request.ts";
import { type BodyLimits, readForm, readJson } from "./read-body.ts";

export interface CheckedParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
}

/** Checks everything but the body, which is read only when these are right. */
export function checkParts(operation: Operation, request: FastifyRequest): CheckedParts {
  const { params, query, headers } = operation;
  return {
    params: params === undefined ? {} : parsePart("path", params, request.params),
    query: query === undefined ? {} : parsePart("query", query, request.query),
    headers: headers === undefined ? {} : parsePart("header", headers, request.headers),
  };
}

/**
 * Reads and checks the body. A JSON operation reads JSON whatever the Content-Type says: many
 * clients leave it out or send their default. Raw bodies are handed on as the unread stream.
 */
export async function checkBody(
  operation: Operation,
  request: FastifyRequest,
  limits: BodyLimits,
): Promise<unknown> {
  const { body } = operation;
  if (body === undefined) return undefined;
  if (body.model === undefined) return request.raw;
  const isForm = body.contentType === "application/x-www-form-urlencoded";
  const value = isForm
    ? await readForm(request.raw, limits)
    : await readJson(request.raw, limits, body.exactNumbers);
  if (value === undefined || value === null) {
    if (!body.required) return undefined;
    throw badRequest("A request body is required.");
  }
  return parsePart("body", body.model, value, operation.responses[422] !== undefined);
}
