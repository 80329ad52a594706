import type { Random } from "../../crash/random.ts";
import type { Json } from "../contract/schema.ts";

/** Strings that are short but mean trouble somewhere. */
export const NASTY_TEXTS: readonly string[] = [
  "",
  " ",
  "\t\r\n",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202eabc\u202c",
  "e\u0301\u0301\u0301\u0301",
  "\u0430dmin",
  "😀👩‍👩‍👧‍👦🏳️‍🌈",
  "\ufeffname",
  "\u2028\u2029",
  "İıſK",
  "ﷺ".repeat(50),
  "null",
  "undefined",
  "NaN",
  "true",
  "-1",
  "1e400",
  "0x10",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "../../../etc/passwd",
  "..\\..\\windows",
  "/etc/passwd",
  "%00",
  "%s%n%x",
  "${7*7}{{7*7}}",
  "<script>alert(1)</script>",
  "'; DROP TABLE databases; --",
  '"',
  "`",
  "\\",
  "a.b.c",
  "default",
  "main",
  "information_schema",
  "hotdata",
  "select",
  "CON",
  "9999-99-99T99:99:99Z",
  "2024-02-30",
  "275760-09-13T00:00:00Z",
  "P1Y",
  "99999999999999999999d",
  "-5m",
  "0s",
];

/** Written into JSON text as it is, see {@link writeJson}: what `JSON.stringify` cannot say. */
const RAW_TOKENS: readonly string[] = [
  "1e400",
  "-1e400",
  "-0",
  "0.1e-400",
  "1.5",
  "9007199254740993",
  "9223372036854775808",
  "-9223372036854775809",
  "340282366920938463463374607431768211456",
  "1E2",
  "NaN",
  "Infinity",
  "01",
  "+1",
  ".5",
  "undefined",
  "'single'",
  '"\\u0000"',
  '"\\ud800"',
  '"\\x"',
  '"tab\tinside"',
];

const RAW_MARK = "\u0001raw:";

/** A value that {@link writeJson} writes as this very text. */
function rawJson(text: string): string {
  return `${RAW_MARK}${Buffer.from(text, "latin1").toString("hex")}`;
}

const MARKED = /"\\u0001raw:([0-9a-f]*)"/g;

/** JSON text of a value that may hold raw tokens. */
export function writeJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.replaceAll(MARKED, (_, hex: string) => Buffer.from(hex, "hex").toString("latin1"));
}

/** JSON of `depth` arrays or objects inside each other. */
export function deepJson(random: Random, depth: number): string {
  return random.next() < 0.5
    ? "[".repeat(depth) + "]".repeat(depth)
    : `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
}

/** A value that the field most likely does not expect; large ones only when asked for. */
export function nastyValue(random: Random, isHeavy: boolean): Json {
  if (isHeavy) return heavyValue(random);
  const kind = random.below(10);
  if (kind < 3) return random.pick(NASTY_TEXTS);
  if (kind < 5) return rawJson(random.pick(RAW_TOKENS));
  if (kind < 6) return "x".repeat(random.pick([129, 256, 1_025, 10_001]));
  return random.pick<Json>([
    null,
    true,
    false,
    0,
    -1,
    2 ** 31,
    2 ** 53,
    1.5,
    [],
    {},
    [[]],
    [null],
    [""],
    { "": null },
    { __proto__x: 1, constructor: { prototype: 1 } },
    ["a", "a"],
    Array.from({ length: 1_001 }, (_, i) => i),
    Array.from({ length: 1_001 }, () => "x"),
    Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  ]);
}

function heavyValue(random: Random): Json {
  return random.pick<() => Json>([
    () => "x".repeat(1_048_576),
    () => "\u00e9".repeat(1_048_576),
    () => "😀".repeat(300_000),
    () => "\u0000".repeat(300_000),
    () => Array.from({ length: 100_000 }, (_, i) => i),
    () => Array.from({ length: 50_000 }, () => ({})),
    () => Array.from({ length: 20_000 }, (_, i) => `name_${i}`),
    () => Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, null])),
    () => rawJson(deepJson(random, 10_000)),
    () => rawJson("9".repeat(100_000)),
  ])();
}
