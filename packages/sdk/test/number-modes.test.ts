import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { parseJson } from "../src/core/lossless-json.ts";
import type { NumberMode } from "../src/core/exact-number.ts";
import { QueryApi } from "../src/generated/query-api.ts";
import { canonical } from "./support/canonical-decimal.ts";
import { readJson } from "./support/json-reader.ts";
import { LocalServer } from "./support/local-server.ts";

const MODES: readonly NumberMode[] = ["number", "bigint", "string"];

/** What each mode makes of a literal: number, bigint, string. */
const LITERALS: readonly (readonly [string, unknown, unknown])[] = [
  ["0", 0, 0n],
  ["-0", -0, 0n],
  ["-1", -1, -1n],
  ["9007199254740991", 9007199254740991, 9007199254740991n],
  ["9007199254740993", 9007199254740993n, 9007199254740993n],
  ["9223372036854775807", 9223372036854775807n, 9223372036854775807n],
  ["-9223372036854775808", -9223372036854775808n, -9223372036854775808n],
  ["18446744073709551615", 18446744073709551615n, 18446744073709551615n],
  ["12.50", 12.5, 12.5],
  ["2.00", 2, 2],
  ["2.0", 2, 2],
  ["-0.0", -0, -0],
  ["1e3", 1000, 1000],
  ["1E+2", 100, 100],
  ["1.5e-7", 1.5e-7, 1.5e-7],
  ["0.0000001", 1e-7, 1e-7],
  ["1e400", "1e400", "1e400"],
  ["1e-400", "1e-400", "1e-400"],
  ["1.7976931348623157e308", Number.MAX_VALUE, Number.MAX_VALUE],
  ["0.30000000000000004", 0.30000000000000004, 0.30000000000000004],
  ["1.000000000000000000", 1, 1],
  [
    "12345678901234567890.123456789012345678",
    "12345678901234567890.123456789012345678",
    "12345678901234567890.123456789012345678",
  ],
];

describe("modes of numbers", () => {
  for (const [literal, number, bigint] of LITERALS) {
    it(`${literal} keeps its digits in each`, () => {
      const expected = { number, bigint, string: literal };
      for (const mode of MODES) {
        const text = `{"a":[${literal}, ${literal} ,"${literal}",[${literal}]],"b":${literal}}`;
        const value = expected[mode];
        const list = [value, value, literal, [value]];
        assert.deepEqual(parseJson(text, mode), { a: list, b: value }, mode);
        assert.ok(Object.is(parseJson(` ${literal}\n`, mode), value), mode);
      }
    });
  }

  it("hold for any JSON, whatever its texts look like", () => {
    for (const mode of MODES) {
      const property = fc.property(jsonText(), (text) => {
        assert.deepEqual(
          parseJson(text, mode),
          readJson(text, (literal) => expectedNumber(literal, mode)),
        );
      });
      fc.assert(property, { numRuns: 3_000, seed: 5 });
    }
  });

  it("take text only for JSON when it is, also with numbers that are marked", () => {
    const property = fc.property(
      jsonText(),
      fc.nat(),
      fc.constantFrom(...DAMAGE),
      (json, at, by) => {
        const position = at % json.length;
        const text = json.slice(0, position) + by + json.slice(position + 1);
        const isJson = accepts(() => readJson(text, Number));
        for (const mode of MODES)
          assert.equal(
            accepts(() => parseJson(text, mode)),
            isJson,
            text,
          );
      },
    );
    fc.assert(property, { numRuns: 5_000, seed: 5 });
  });

  for (const text of [
    "{@:1}",
    '{"a":@:1}',
    "[1 @]",
    "[@ 1]",
    "[-@-]",
    "[0@]",
    "[@.]",
    "[.@]",
    "@]",
  ]) {
    it(`refuse ${text} like JSON.parse`, () => {
      const written = text.replace("@", "12345678901234567890");
      for (const mode of MODES) assert.throws(() => parseJson(written, mode), SyntaxError);
    });
  }

  it("read texts that look like long numbers in linear time", () => {
    const looksSo = `"${",12345678901234567890".repeat(200_000)},\\"","${"1".repeat(1_000_000)}"`;
    const blank = " ".repeat(1_000_000);
    for (const mode of MODES) {
      const value = parseJson(`[${looksSo},${blank}12345678901234567890${blank}]`, mode);
      assert.ok(Array.isArray(value));
      assert.equal(String(value[2]), "12345678901234567890");
    }
  });
});

describe("numbers of answers", () => {
  const ANSWER = `{"query_run_id":"q","columns":["a"],"nullable":[true],
    "rows":[[1,9007199254740993,12.50,"7",null,{"n":[2]}]],
    "row_count":1,"preview_row_count":1,"total_row_count":9007199254740991,
    "truncated":false,"execution_time_ms":3}`;
  const ROWS = {
    number: [1, 9007199254740993n, 12.5, "7", null, { n: [2] }],
    bigint: [1n, 9007199254740993n, 12.5, "7", null, { n: [2n] }],
    string: ["1", "9007199254740993", "12.50", "7", null, { n: ["2"] }],
  };

  for (const numbers of MODES) {
    it(`${numbers} concerns cells, not the model's own fields`, async () => {
      await using server = await answering(ANSWER);
      const configured = new QueryApi(server.client({ numbers }));
      const asked = new QueryApi(server.client({ numbers: "bigint" }));
      const answers = [
        await configured.query({ sql: "x" }),
        await asked.query({ sql: "x" }, { numbers }),
      ];
      for (const answer of answers) {
        assert.deepEqual(answer.rows, [ROWS[numbers]]);
        assert.equal(answer.rowCount, 1);
        assert.equal(answer.totalRowCount, 9007199254740991);
      }
    });
  }

  it("still have to be numbers where the model says so", async () => {
    await using server = await answering(ANSWER.replace('"row_count":1', '"row_count":"1"'));
    for (const numbers of MODES) {
      await assert.rejects(new QueryApi(server.client({ numbers })).query({ sql: "x" }), {
        path: "QueryResponse.row_count",
        message: /should be an integer, but is a string/,
      });
    }
  });
});

async function answering(body: string): Promise<LocalServer> {
  return LocalServer.start((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
}

function expectedNumber(literal: string, mode: NumberMode): unknown {
  if (mode === "string") return literal;
  const double = Number(literal);
  if (/^-?\d+$/.test(literal)) {
    return mode === "number" && Number.isSafeInteger(double) ? double : BigInt(literal);
  }
  const isExact = Number.isFinite(double) && canonical(String(double)) === canonical(literal);
  return isExact ? double : literal;
}

const DAMAGE = [
  "",
  '"',
  "\\",
  "{",
  "]",
  ",",
  "0",
  ".",
  "e",
  "-",
  "\u007f",
  "\u0001",
  " ",
  "1234567890123456789",
];

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return false;
  }
}

/** JSON text with numbers of any size, and texts that hold what could be taken for them. */
function jsonText(): fc.Arbitrary<string> {
  const digits = (maxLength: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: 1, maxLength });
  const whole = digits(22).map((text) => text.replace(/^0+(?=\d)/, ""));
  const fraction = fc
    .option(digits(22), { nil: "" })
    .map((text) => (text === "" ? "" : `.${text}`));
  const exponent = fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    fc
      .tuple(fc.constantFrom("e", "E"), fc.constantFrom("", "+", "-"), fc.nat(400))
      .map((parts) => parts.join("")),
  );
  const number = fc
    .tuple(fc.constantFrom("", "-"), whole, fraction, exponent)
    .map((parts) => parts.join(""));
  const piece = fc.oneof(
    number,
    fc.constantFrom(
      ..."[]{},:\u007f ".split(""),
      "\\\\",
      '\\"',
      "\\u007f",
      "\\u007F",
      "\\n",
      "1e999",
      "é",
      "日",
    ),
  );
  const string = fc.array(piece, { maxLength: 6 }).map((pieces) => `"${pieces.join("")}"`);
  const blank = fc.constantFrom("", "", "", " ", "\n\t");
  const between = (items: readonly string[], space: string): string =>
    space + items.join(`${space},${space}`) + space;
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      number,
      string,
      fc.constantFrom("true", "null"),
      fc
        .tuple(fc.array(tie("value"), { maxLength: 5 }), blank)
        .map(([items, space]) => `[${between(items, space)}]`),
      fc.tuple(fc.array(fc.tuple(string, tie("value")), { maxLength: 4 }), blank).map(
        ([items, space]) =>
          `{${between(
            items.map(([key, item]) => `${key}${space}:${space}${item}`),
            space,
          )}}`,
      ),
    ),
  }));
  return value;
}
