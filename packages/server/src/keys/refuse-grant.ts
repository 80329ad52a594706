import { AccessError } from "../http/access-error.ts";

export function invalidGrant(message: string): AccessError {
  return new AccessError("invalid_grant", message);
}

/** @throws {AccessError} invalid_request when it is missing. */
export function requiredField(value: string | undefined, field: string): string {
  if (value !== undefined) return value;
  throw new AccessError("invalid_request", `The field ${field} is required.`);
}

export function unsupportedGrant(known: string): AccessError {
  return new AccessError("unsupported_grant_type", `grant_type must be ${known}.`);
}
