import assert from "node:assert/strict";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import { plainCell } from "../../src/engine/duckdb/plain-cell.ts";
import { decimal, MADE_COUNT, readMade, scalar, type TypeValues } from "./made-values.ts";

const SPREAD = "(hash(i) % 600000000000000000)::BIGINT - 300000000000000000";

const CASES: readonly TypeValues[] = [
  [scalar("BOOLEAN"), "true, false", "i % 2 = 0"],
  [scalar("TINYINT"), "-128, 127", "i % 100"],
  [scalar("UINTEGER"), "0, 4294967295", "hash(i) % 4294967295"],
  [scalar("BIGINT"), "-9223372036854775808, 9223372036854775807", SPREAD],
  [scalar("UBIGINT"), "0, 18446744073709551615", "hash(i)"],
  [scalar("HUGEINT"), "-170141183460469231731687303715884105728", "hash(i)::HUGEINT * -1000000000"],
  [scalar("UHUGEINT"), "340282366920938463463374607431768211455", "hash(i)"],
  [
    scalar("DOUBLE"),
    "'nan', 'inf', -0.0, 0, 1e-4, 9.9e-5, 999999999999999, 2251799813685248.25, 1e16, 5e-324",
    "sin(i) * pow(10, i % 40 - 20)",
  ],
  [scalar("DOUBLE"), "0.1, 100", "round(hash(i) / 1e13, 2)"],
  [scalar("VARCHAR"), "'', 'ü 😀', chr(0)", "chr((i * 11 % 55000 + 1)::INTEGER)"],
  [scalar("JSON"), `'{"a": 1.0}'`, "'[' || i || ', null]'"],
  [scalar("UUID"), "'00000000-0000-0000-0000-000000000001'", "md5(i::VARCHAR)"],
  [{ kind: "enum", values: ["a", "b"] }, "'a'", "CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END"],
  [
    scalar("DATE"),
    "'infinity', '-infinity', '0001-01-01', '0001-12-31 (BC)', '9999-12-31', '10000-01-01'",
    "DATE '0001-01-01' + (i * 773 - 1900000)::INTEGER",
  ],
  [
    scalar("TIMESTAMP"),
    "'infinity', '-infinity', '0001-01-01 00:00:00', '0001-12-31 (BC) 23:59:59.999999', '9999-12-31 23:59:59.999999', '1969-12-31 23:59:59.999999', '294247-01-10 04:00:54.775806'",
    `make_timestamp(((${SPREAD}) // [1, 1000, 1000000][i % 3 + 1]) * [1, 1000, 1000000][i % 3 + 1])`,
  ],
  [scalar("TIMESTAMPTZ"), "'infinity', '2024-01-01 00:00:00+02'", `make_timestamptz(${SPREAD})`],
  [decimal(2, 2), "0, -0.05, 0.99", "(i % 99) / 100"],
  [decimal(38, 38), "0, -0.00000000000000000000000000000000000001", "(i % 99) / -100"],
  [decimal(10, 2), "0, -0.05, 12345678.9", "i / 7"],
  [decimal(38, 0), "-99999999999999999999999999999999999999", SPREAD],
];

for (const values of CASES) {
  const [type, , made] = values;
  const name = `${sqlTypeText(type)}, ${made}`;
  test(`a cell is read as the text that the engine casts it to, or not at all: ${name}`, async () => {
    const read = plainCell(type, type);
    assert.ok(read !== undefined);
    let known = 0;
    for (const [value = null, text] of (
      await readMade(values, "v, CAST(v AS VARCHAR)")
    ).getRows()) {
      const own = read(value);
      if (own === undefined) continue;
      known += 1;
      assert.equal(own, text);
    }
    assert.ok(known > MADE_COUNT / 8, `only ${known} are known`);
  });
}

test("a sum of integers beyond 64 bits is left to the engine, which refuses it", () => {
  const read = plainCell(scalar("HUGEINT"), scalar("BIGINT"));
  assert.equal(read?.(2n ** 63n - 1n), "9223372036854775807");
  assert.equal(read?.(2n ** 63n), undefined);
});

test("of a number with few bits, the engine alone knows the digits", () => {
  assert.equal(plainCell(scalar("FLOAT"), scalar("FLOAT")), undefined);
});
