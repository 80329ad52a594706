import { z } from "zod";
import { invalidField } from "../http/api-error.ts";

const SPAN = /^(\d{1,9})([mhd])$/;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MOMENT = z.iso.datetime({ offset: true });
const LATEST = Date.UTC(9999, 11, 31);

/**
 * When a database may be deleted: a time (RFC 3339) or a span from now (`90m`, `24h`, `7d`).
 * @throws {ApiError} BAD_REQUEST when it is neither, or not in the future.
 */
export function parseExpiry(text: string, now: Date): Date {
  const span = SPAN.exec(text);
  const time = span === null ? parseMoment(text) : now.getTime() + spanMs(span);
  if (time <= now.getTime()) throw invalid(`expires_at '${text}' is not in the future.`);
  if (time > LATEST) throw invalid(`expires_at '${text}' is too far away; leave it out for never.`);
  return new Date(time);
}

function spanMs([, count, unit]: RegExpExecArray): number {
  return Number(count) * (UNIT_MS[unit ?? ""] ?? Number.NaN);
}

function parseMoment(text: string): number {
  const upperCase = text.toUpperCase();
  if (MOMENT.safeParse(upperCase).success) return Date.parse(upperCase);
  throw invalid(
    `expires_at '${text}' is neither an RFC 3339 time with zone, like 2030-01-31T12:00:00Z, nor a span like 90m, 24h or 7d.`,
  );
}

function invalid(message: string): Error {
  return invalidField("expires_at", message);
}
