import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseJson } from "../src/core/lossless-json.ts";
import { writeJson } from "../src/core/write-json.ts";
import { canonical } from "./support/canonical-decimal.ts";
import { SeededRandom } from "./support/seeded-random.ts";

describe("parseJson: numbers", () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ["0", 0],
    ["-0", -0],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["18446744073709551615", 18446744073709551615n],
    ["1.10", 1.1],
    ["0.1", 0.1],
    ["1e3", 1000],
    ["1E+2", 100],
    ["5e-324", 5e-324],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["0.30000000000000004", 0.30000000000000004],
    ["123456789012345.678", "123456789012345.678"],
    ["12345678901234567890123456789012345678.9", "12345678901234567890123456789012345678.9"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
    ["9007199254740993.0", "9007199254740993.0"],
    ["-123456789.1234567890", "-123456789.1234567890"],
    ["1e400", "1e400"],
    ["-1e400", "-1e400"],
    ["1e-400", "1e-400"],
    ["0.00000000000000000000", 0],
    ["0e999", 0],
    ["100000000000000000000.00", 1e20],
  ];
  for (const [text, expected] of cases) {
    it(`${text} is ${typeof expected} ${String(expected)}`, () => {
      assert.deepEqual(parseJson(`{"a":[${text}]}`), { a: [expected] });
      assert.ok(Object.is(parseJson(text), expected));
      assert.deepEqual(parseJson(` [ ${text} ,"x"]`), [expected, "x"]);
    });
  }

  it("keeps every digit of random integers and decimals", () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 20_000; round += 1) {
      const text = random.decimal();
      const value = parseJson(`[${text}]`);
      assert.ok(Array.isArray(value));
      assert.equal(canonical(String(value[0])), canonical(text), text);
    }
  });
});

describe("parseJson: everything else equals JSON.parse", () => {
  const SLOW = "12345678901234567890"; // Sends the text through the lossless parser.

  it("on random documents, and on random damage to them", () => {
    const random = new SeededRandom(11);
    let refused = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const document = random.jsonText(4);
      assert.deepEqual(parseJson(`[${SLOW},${document}]`), [BigInt(SLOW), JSON.parse(document)]);
      const damaged = random.damage(`[${document},"",${SLOW}]`);
      const reference = outcomeOf(() => JSON.parse(damaged) as unknown);
      const ours = outcomeOf(() => parseJson(damaged));
      assert.equal(ours, reference, damaged);
      if (reference === "refused") refused += 1;
    }
    assert.ok(refused > 1_000, `only ${refused} damaged documents were invalid`);
  });

  const edges = [
    "",
    " ",
    "{",
    "[1,]",
    "{,}",
    '{"a"}',
    '{"a":1,}',
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "NaN",
  ];
  const strings = [
    '"\n"',
    '"\\x"',
    '"\\"',
    '"\\u12"',
    "'a'",
    '"a',
    "tru",
    "nulll",
    "[1 2]",
    "1 2",
    "\u00a01",
  ];
  for (const text of [...edges, ...strings]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseJson(text), SyntaxError);
      assert.throws(() => parseJson(`[${SLOW},${text}`), SyntaxError);
      assert.throws(() => parseJson(`[${SLOW},${text || ","}]`), SyntaxError);
    });
  }

  it("makes __proto__ an ordinary property", () => {
    const value = parseJson(`{"__proto__":{"x":${SLOW}}}`);
    assert.deepEqual(Object.keys(Object(value)), ["__proto__"]);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  it("reads escapes in keys", () => {
    const value = parseJson(`{" \\u0000":1,"\\\\":2,"\\"":{"\\n":${SLOW}}}`);
    assert.deepEqual(value, { " \0": 1, "\\": 2, '"': { "\n": BigInt(SLOW) } });
  });

  it("takes the last of repeated keys", () => {
    assert.deepEqual(parseJson(`{"a":1,"a":${SLOW}}`), { a: BigInt(SLOW) });
  });

  it("takes nesting that would overflow the stack", () => {
    const depth = 100_000;
    let value = parseJson(`${"[".repeat(depth)}${SLOW}${"]".repeat(depth)}`);
    while (Array.isArray(value)) value = value[0];
    assert.equal(value, BigInt(SLOW));
  });

  it("reads large documents in linear time", () => {
    const row = `["${"x".repeat(50)}",${SLOW},"a\\"b\\\\"]`;
    const value = parseJson(`[${Array.from({ length: 50_000 }, () => row).join(",")}]`);
    assert.ok(Array.isArray(value));
    assert.deepEqual(value[49_999], ["x".repeat(50), BigInt(SLOW), 'a"b\\']);
  });
});

describe("writeJson", () => {
  it("is what parseJson reads back", () => {
    const value = { big: 2n ** 100n, list: [1, -0.5, null, 'a\u2028"', true], nested: { "": [] } };
    assert.deepEqual(parseJson(writeJson(value)), value);
  });

  it("equals JSON.stringify where there are no large integers", () => {
    const random = new SeededRandom(3);
    for (let round = 0; round < 1_000; round += 1) {
      const value: unknown = JSON.parse(random.jsonText(4));
      assert.equal(writeJson(value), JSON.stringify(value));
    }
    const when = new Date(0);
    const odd = { when, skipped: undefined, holes: [undefined, () => 1] };
    assert.equal(writeJson(odd), JSON.stringify(odd));
  });

  it("refuses what JSON has no form for", () => {
    assert.throws(() => writeJson({ a: NaN }), /NaN cannot be sent/);
    assert.throws(() => writeJson({ a: [Infinity] }), /Infinity cannot be sent/);
    assert.throws(() => writeJson(undefined), TypeError);
  });
});

function outcomeOf(parse: () => unknown): string {
  try {
    parse();
    return "accepted";
  } catch {
    return "refused";
  }
}
