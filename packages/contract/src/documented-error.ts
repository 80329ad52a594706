import { ApiErrorResponse, FlatError } from "./models/api-error.ts";

/** An error of the operation itself. */
export function nestedError(description: string) {
  return { description, model: ApiErrorResponse };
}

/** An error about the key, the token or the workspace. */
export function flatError(description: string) {
  return { description, model: FlatError };
}

/** What every operation that needs a key can answer. */
export const keyErrors = {
  401: flatError("The key is missing (`missing_authorization`) or not valid (`unauthorized`)."),
  403: nestedError("The key's scope does not reach this (`ACCESS_DENIED`)."),
  429: nestedError("The key's requests of this minute are used up (`OVERLOADED`)."),
} as const;
