import { invalidField } from "./api-error.ts";

/** Opaque text for the place where the next page begins. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * Reads a cursor made by {@link encodeCursor}; `isPosition` tells whether it is one of this listing.
 * @throws {ApiError} BAD_REQUEST when it is not.
 */
export function decodeCursor<Position>(
  cursor: string,
  isPosition: (value: unknown) => value is Position,
): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (isPosition(position)) return position;
  } catch {
    // Not JSON: the same answer as below.
  }
  throw invalidField("cursor", "cursor is not one that this listing gave out; start without it.");
}
