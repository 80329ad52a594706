import { randomPart } from "./random-part.ts";

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
  | "indx"
  | "upld"
  | "work"
  | "orga"
  | "load"
  | "akey"
  | "jobs";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 26;
/** Bytes below this give every character the same chance: 252 is 7 times 36. */
const FAIR_BELOW = 252;

/** A new unguessable id: the prefix and 26 characters of 0-9a-z. */
export function createId(prefix: IdPrefix): string {
  let characters = "";
  while (characters.length < RANDOM_LENGTH) {
    for (const byte of randomPart(RANDOM_LENGTH + 4)) {
      if (byte < FAIR_BELOW) characters += ALPHABET[byte % ALPHABET.length];
    }
  }
  return prefix + characters.slice(0, RANDOM_LENGTH);
}

/** Whether an id names a thing of this kind. */
export function isIdOf(prefix: IdPrefix, id: string): boolean {
  return id.startsWith(prefix);
}
