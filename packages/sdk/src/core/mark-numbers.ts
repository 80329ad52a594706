import { isExactDouble } from "./exact-number.ts";
import type { NumberMode } from "./exact-number.ts";

// `JSON.parse` is far faster than any reader in JavaScript, but makes doubles of all numbers. So
// numbers that a double may change are put between quotes first, behind a mark that no other
// string has. The text stays JSON, and the marked strings become numbers afterwards.

const LITERAL = String.raw`(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;

/**
 * The beginning of numbers that have to be marked. 15 digits are safe (the point counts as one
 * here), and so are exponents of two digits with them: a double prints as the decimal it was read from.
 */
const STARTS: Readonly<Record<NumberMode, string>> = {
  number: String.raw`-?(?=[\d.]{16}|\d[\d.]*[eE][+-]?\d{3})`,
  // As doubles, `2.00` and `2e0` would look like integers.
  bigint: String.raw`-?(?=[\d.]{16}|\d[\d.]*[eE]|\d+\.0*(?!\d))`,
  // Whatever is not, as it stands, what `String` makes of the parsed number.
  string: String.raw`-?(?=[\d.]{16}|\d+[.eE])|-(?=0)`,
};

const NUMBERS: Readonly<Record<NumberMode, RegExp>> = {
  number: literals(STARTS.number),
  bigint: literals(STARTS.bigint),
  string: literals(STARTS.string),
};

const POSITIVE_LITERAL = new RegExp(LITERAL, "y");
const LARGE_EXPONENT = /\d[eE][+-]?\d{3}/;
const STRIDE = 16;
/** Pieces of text that are joined at a time: engines keep long chains of small texts badly. */
const PIECES = 1_024;

/** Literals in the place of a value; what looks so within a string is found as well. */
function literals(start: string): RegExp {
  return new RegExp(String.raw`([[,:]\s*)((?:${start})${LITERAL})(?=\s*[,\]}])`, "g");
}

/** A beginning that no string of the JSON text has. */
export function freeMark(text: string): string {
  let mark = "\x7f";
  // It could be there as an escape, too. No text holds what is drawn at random after it was written.
  if (text.includes(mark) || text.includes("\\u007")) mark += Math.random().toString(36).slice(2);
  return mark;
}

/**
 * Marks all numbers that need it. A string that holds what looks like such a number in its place,
 * e.g. `"1,12345678901234567890,2"`, ends at the quote put into it, and the mark stands outside of
 * any string: then the result is never JSON. {@link markOutsideStrings} takes such texts.
 */
export function markNumbers(text: string, mode: NumberMode, mark: string): string {
  return mode === "number" && !LARGE_EXPONENT.test(text)
    ? markLongNumbers(text, mark)
    : text.replace(NUMBERS[mode], `$1"${mark}$2"`);
}

/** The same, slower, for any text. */
export function markOutsideStrings(text: string, mode: NumberMode, mark: string): string {
  let start = -1;
  let end = -1; // Of the last string that begins before what is asked for.
  const isInString = (at: number): boolean => {
    while (end < at && start !== text.length) {
      start = indexOrEnd(text, end + 1);
      end = closingQuote(text, start);
    }
    return start < at;
  };
  return text.replace(NUMBERS[mode], (match, before: string, literal: string, at: number) =>
    isInString(at) ? match : `${before}"${mark}${literal}"`,
  );
}

/**
 * Looks at every 16th character only: no run of 16 digits fits between two of them. A text
 * without such runs comes back as it is.
 */
function markLongNumbers(text: string, mark: string): string {
  const opening = `"${mark}`;
  let marked = "";
  let pieces: string[] = [];
  let taken = 0;
  for (let at = STRIDE - 1; at < text.length; at += STRIDE) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    while (isDigit(text.charCodeAt(start - 1))) start -= 1;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at - start < STRIDE) continue;
    POSITIVE_LITERAL.lastIndex = start;
    if (!POSITIVE_LITERAL.test(text)) continue;
    const end = POSITIVE_LITERAL.lastIndex;
    if (text.charCodeAt(start - 1) === 0x2d) start -= 1;
    const literal = text.slice(start, end);
    if (!isValue(text, start, end) || isExactDouble(literal)) continue;
    pieces.push(text.slice(taken, start), `${opening}${literal}"`);
    taken = end;
    if (pieces.length < PIECES) continue;
    marked += pieces.join("");
    pieces = [];
  }
  return taken === 0 ? text : marked + pieces.join("") + text.slice(taken);
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2e;
}

function isValue(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (text.charCodeAt(before) <= 0x20) before -= 1;
  let after = end;
  while (text.charCodeAt(after) <= 0x20) after += 1;
  return "[,:".includes(text.charAt(before)) && ",]}".includes(text.charAt(after));
}

function closingQuote(text: string, opening: number): number {
  for (let at = opening; ;) {
    at = indexOrEnd(text, at + 1);
    let escapes = at;
    while (text.charCodeAt(escapes - 1) === 0x5c) escapes -= 1;
    if ((at - escapes) % 2 === 0 || at === text.length) return at;
  }
}

function indexOrEnd(text: string, from: number): number {
  const at = text.indexOf('"', from);
  return at === -1 ? text.length : at;
}
