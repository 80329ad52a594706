import type { Outcome } from "../../server/api-client.ts";

/** The code of an error; undefined for a success. */
export function codeOf({ status, json }: Outcome): string | undefined {
  if (status < 300) return undefined;
  const { error } = json;
  const isNested = typeof error === "object" && error !== null && "code" in error;
  return isNested ? String(error.code) : `status ${status}`;
}
