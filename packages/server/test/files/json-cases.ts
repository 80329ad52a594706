import { gzipSync } from "node:zlib";
import type { FileCase } from "./file-case.ts";

type Rows = readonly (readonly (string | null)[])[];

function exact(name: string, body: string | Uint8Array, rows: Rows, more: object = {}): FileCase {
  return json(name, body, { expected: { rows, ...more } });
}

function refused(name: string, body: string | Uint8Array, refusedLine: number): FileCase {
  return json(name, body, { expected: { refusedLine } });
}

function json(
  name: string,
  body: string | Uint8Array,
  more: Pick<FileCase, "expected" | "request">,
): FileCase {
  return { name: `JSON: ${name}`, body, contentType: "application/x-ndjson", ...more };
}

/** Rows with one key `v`, whose values are spelled as in the file. */
function values(name: string, spelled: readonly string[], type: string, cells = spelled): FileCase {
  const body = spelled.map((value) => `{"v":${value}}\n`).join("");
  return exact(
    name,
    body,
    cells.map((cell) => [cell === "null" ? null : cell]),
    { types: [type] },
  );
}

/** The same for strings, given without their quotes. */
function strings(name: string, texts: readonly string[], type: string): FileCase {
  return values(
    name,
    texts.map((text) => JSON.stringify(text)),
    type,
    texts,
  );
}

export const JSON_CASES: readonly FileCase[] = [
  exact("one object a line", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n', [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("an array of objects", '[{"a":1,"b":"x"},\n {"a":2,"b":"y"}]', [
    ["1", "x"],
    ["2", "y"],
  ]),
  exact("objects over several lines", '{\n "a": 1\n}\n{\n "a": 2\n}\n', [["1"], ["2"]]),
  exact("objects side by side", '{"a":1}{"a":2} {"a":3}', [["1"], ["2"], ["3"]]),
  exact("CRLF and blank lines", '{"a":1}\r\n\r\n{"a":2}\r\n', [["1"], ["2"]]),
  exact("a byte order mark", '\uFEFF{"a":1}\n', [["1"]]),
  exact("UTF-16", Buffer.from('\uFEFF{"a":"é"}\n', "utf16le"), [["é"]]),
  exact("gzip", gzipSync('{"a":1}\n'), [["1"]]),
  exact("keys in any order, missing and null", '{"a":1,"b":"x"}\n{"b":null}\n{"b":"y","a":2}\n', [
    ["1", "x"],
    [null, null],
    ["2", "y"],
  ]),
  exact("a key that comes late", `${'{"a":1}\n'.repeat(30_000)}{"a":2,"z":"late"}\n`, [
    ...Array.from({ length: 30_000 }, () => ["1", null]),
    ["2", "late"],
  ]),
  exact("escapes", '{"a":"x\\n\\t\\"\\\\\\/\\u00e9\\ud83d\\ude00"}\n', [['x\n\t"\\/é😀']]),
  exact("an escaped NUL", '{"a":"x\\u0000y"}\n', [["x\0y"]]),
  exact(
    "keys with escapes, quotes, dots and spaces",
    '{"a\\"b":1,"c.d":2," e ":3,"\\u0066":4}\n',
    [["1", "2", "3", "4"]],
    {
      names: ['a"b', "c.d", " e ", "f"],
    },
  ),
  exact("an empty string", '{"a":"","b":1}\n', [["", "1"]]),
  exact("a string of 5 MB", `{"a":"${"x".repeat(5_000_000)}"}\n{"a":"y"}\n`, [
    ["x".repeat(5_000_000)],
    ["y"],
  ]),
  exact("300 keys", `{${Array.from({ length: 300 }, (_, n) => `"c${n}":${n}`).join(",")}}\n`, [
    Array.from({ length: 300 }, (_, n) => String(n)),
  ]),
  values("integers", ["0", "-5", "9223372036854775807"], "BIGINT"),
  values("a minus zero", ["-0", "1"], "DOUBLE"),
  values(
    "20-digit integers",
    ["12345678901234567890", "12345678901234567891", "1"],
    "DECIMAL(38,0)",
  ),
  values("40-digit integers", ["1234567890123456789012345678901234567890", "1"], "JSON"),
  values("decimals", ["0.1", "1.10", "-2.5", "3"], "DOUBLE"),
  values("decimals of 25 digits", ["0.1234567890123456789012345", "1.5"], "DECIMAL(38,25)"),
  values("doubles of 17 digits", ["0.30000000000000004", "1"], "DOUBLE"),
  values("exponents", ["1e5", "1.5E-7", "2e+300"], "DOUBLE"),
  values("exponents beyond doubles", ["1e400", "1"], "JSON"),
  values("integers above 2^53 among decimals", ["9007199254740993", "0.5"], "DECIMAL(38,1)"),
  values(
    "a decimal after many integers",
    [...Array.from({ length: 30_000 }, () => "7"), "1.5"],
    "DOUBLE",
  ),
  values("NaN and infinities", ["NaN", "1.5", "-Infinity"], "DOUBLE"),
  values("true and false", ["true", "false", "null"], "BOOLEAN"),
  values("only nulls", ["null", "null"], "JSON"),
  values("numbers among strings", ['"1"', "1", "1.10"], "JSON"),
  values("objects among numbers", ['{"x":1.10}', "12345678901234567890.5"], "JSON"),
  values("long numbers inside mixed values", ['[1,"a"]', "0.12345678901234567890123"], "JSON"),
  strings("strings that look like numbers", ["1", "007", "1e5"], "VARCHAR"),
  strings("strings that look like truth", ["true", "false"], "VARCHAR"),
  strings("days", ["2024-01-31", "2023-02-28"], "DATE"),
  strings("days and others", ["2024-01-31", "soon"], "VARCHAR"),
  strings("days of another form", ["01/02/2024", "03/04/2024"], "VARCHAR"),
  strings("days with two digits of the year", ["24-01-31", "24-02-01"], "VARCHAR"),
  strings("timestamps", ["2024-01-01T10:00:00", "2024-01-01 11:00:00.25"], "TIMESTAMP"),
  strings(
    "timestamps with zones",
    ["2024-01-01T10:00:00Z", "2024-01-01T10:00:00.5+02:00"],
    "TIMESTAMP WITH TIME ZONE",
  ),
  strings(
    "timestamps in nanoseconds",
    ["2024-01-01T10:00:00.123456789", "2024-01-01T10:00:00"],
    "TIMESTAMP_NS",
  ),
  strings("times", ["10:00:00", "11:00:00"], "VARCHAR"),
  strings("UUIDs", ["8d8ac610-566d-4ef0-9c22-186b2a5ed793"], "VARCHAR"),
  json("nested objects and lists", '{"a":{"x":1,"y":["p","q"]}}\n{"a":{"x":2}}\n', {
    expected: {
      types: ["STRUCT(x BIGINT, y VARCHAR[])"],
      rows: [["{'x': 1, 'y': [p, q]}"], ["{'x': 2, 'y': NULL}"]],
    },
  }),
  json(
    "long numbers in nested values",
    '{"a":{"x":12345678901234567890,"y":[0.12345678901234567890]}}\n',
    {
      expected: {
        types: ["STRUCT(x DECIMAL(38,0), y DECIMAL(38,20)[])"],
        rows: [["{'x': 12345678901234567890, 'y': [0.12345678901234567890]}"]],
      },
    },
  ),
  json("mixed values in lists", '{"a":[1,"x",1.10]}\n', {
    expected: { types: ["JSON[]"], rows: [['[1, "x", 1.10]']] },
  }),
  json("times with zones in nested values", '{"a":{"t":"2024-01-01T10:00:00+02:00"}}\n', {
    expected: {
      types: ["STRUCT(t TIMESTAMP WITH TIME ZONE)"],
      rows: [["{'t': '2024-01-01 08:00:00+00'}"]],
    },
  }),
  values("empty objects", ["{}", "{}"], "JSON"),
  values("empty lists", ["[]", "[]"], "JSON[]"),
  values("inner keys that differ in case only", ['{"x":1,"X":2}'], "JSON"),
  values(
    "objects with many keys",
    [`{${Array.from({ length: 300 }, (_, n) => `"k${n}":${n}`).join(",")}}`],
    "JSON",
  ),
  json("deep nesting", `{"v":${deep(100)}}\n`, {
    expected: {
      types: [`${"STRUCT(x ".repeat(17)}JSON${")".repeat(17)}`],
      rows: [[`${"{'x': ".repeat(17)}'${deep(83)}'${"}".repeat(17)}`]],
    },
  }),
  refused("a key twice", '{"a":1}\n{"a":1,"a":2}\n', 2),
  refused("a key twice deep inside", '{"a":{"b":[{"c":1,"c":2}]}}\n', 1),
  refused("keys that differ in case only", '{"a":1}\n{"A":2}\n', 2),
  refused("text after an object", '{"a":1}\n{"a":2} x\n', 2),
  refused("text after an array", '[{"a":1}]\nx\n', 2),
  refused("a file that ends too early", '{"a":1}\n{"a":', 2),
  refused("an array that ends too early", '[{"a":1},\n{"a":2}', 2),
  refused("a string with a line break", '{"a":1}\n{"a":"x\ny"}\n', 2),
  refused("single quotes", "{'a':1}\n", 1),
  refused("a key without quotes", '{"a":1}\n{a:1}\n', 2),
  refused("a leading zero", '{"a":1}\n{"a":007}\n', 2),
  refused("a plus sign", '{"a":+1}\n', 1),
  refused("half a surrogate pair", '{"a":1}\n{"a":"\\ud83d"}\n', 2),
  refused("an unknown escape", '{"a":"\\x41"}\n', 1),
  refused("Latin-1", Buffer.from('{"a":"x"}\n{"a":"\xe9"}\n', "latin1"), 2),
  refused("a number as a row", '{"a":1}\n5\n', 2),
  refused("a list as a row", '[{"a":1},\n[1]]\n', 2),
  refused("a comma between lines", '{"a":1},\n{"a":2}\n', 1),
  json("no objects", "[]", { expected: { refusedLine: undefined, message: /no objects/ } }),
  json("rejecting bad lines", '{"a":1}\n{"a":\nnonsense\n{"a":2}\n[3]\n', {
    request: { on_error: "reject" },
    expected: { rows: [["1"], ["2"]], rejectedLines: [2, 3, 5] },
  }),
  json("rejecting rows of an array", '[{"a":1},\n5,\n{"a":2}]', {
    request: { on_error: "reject" },
    expected: { rows: [["1"], ["2"]], rejectedLines: [2] },
  }),
];

function deep(depth: number): string {
  return `${'{"x":'.repeat(depth)}1.10${"}".repeat(depth)}`;
}
