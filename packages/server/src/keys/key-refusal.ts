import type { CheckedKey } from "./key-service.ts";

type Reason = Extract<CheckedKey, { valid: false }>["reason"];

const REFUSALS: Readonly<Record<Reason, string>> = {
  unknown: "This API key is not known here.",
  expired: "This API key has expired; make another one with POST /v1/api-keys.",
  revoked: "This API key was revoked; use another one.",
};

/** What the user of a key that does not work is told. */
export function refusalOf(reason: Reason): string {
  return REFUSALS[reason];
}
