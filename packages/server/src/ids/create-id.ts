import { randomInt } from "node:crypto";

/** First letters of an id, telling what it names. */
export type IdPrefix =
  | "conn"
  | "data"
  | "dver"
  | "dbid"
  | "dbat"
  | "qrun"
  | "rslt"
  | "svqr"
  | "secr"
  | "embp"
  | "upld"
  | "work"
  | "orga"
  | "load"
  | "akey"
  | "jobs";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 26;

/** A new unguessable id: the prefix and 26 characters of 0-9a-z. */
export function createId(prefix: IdPrefix): string {
  const characters = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(36)]);
  return prefix + characters.join("");
}
