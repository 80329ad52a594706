import { z } from "zod";
import { invalidField } from "../http/api-error.ts";

const MOMENT = z.iso.datetime({ offset: true, local: true });
const DATE = z.iso.date();
const ZONE = /(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/**
 * Start of the period to sum up: a date or time, in UTC unless it names a zone; the first of the
 * month of `now` when undefined.
 * @throws {ApiError} BAD_REQUEST when it is neither.
 */
export function parseSince(text: string | undefined, now: Date): Date {
  if (text === undefined) return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const upperCase = text.toUpperCase();
  if (DATE.safeParse(upperCase).success) return new Date(`${upperCase}T00:00:00Z`);
  if (MOMENT.safeParse(upperCase).success) {
    return new Date(ZONE.test(upperCase) ? upperCase : `${upperCase}Z`);
  }
  throw invalidField(
    "since",
    `since '${text}' is not an ISO 8601 date or time, like 2026-01-31 or 2026-01-31T12:00:00Z; a + has to be sent as %2B.`,
  );
}
