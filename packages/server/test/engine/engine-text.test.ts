import assert from "node:assert/strict";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import { engineText } from "../../src/engine/cells/engine-text.ts";
import { decimal, MADE_COUNT, readMade, scalar, type TypeValues } from "./made-values.ts";

const SPREAD = "(hash(i) % 600000000000000000)::BIGINT - 300000000000000000";

/** Texts of other programs: each can be cast to the type, or not. */
const TEXTS: readonly TypeValues[] = [
  [scalar("BOOLEAN"), "'t', 'f', 'T', 'yes', '1', ' true'", "i % 2 = 0"],
  [scalar("TINYINT"), "'127', '-128', '128', '007', '+5', '-0', ' 5', '5.0', '1e1'", "i % 100"],
  [scalar("SMALLINT"), "'32767', '32768', '-32768', '1_000'", "i"],
  [scalar("INTEGER"), "'2147483647', '2147483648', '-2147483648', '-2147483649'", "i * 12345"],
  [
    scalar("BIGINT"),
    "'9223372036854775807', '9223372036854775808', '-9223372036854775808', '0', '00'",
    SPREAD,
  ],
  [scalar("UBIGINT"), "'18446744073709551615', '18446744073709551616', '-1'", "hash(i)"],
  [
    scalar("DOUBLE"),
    "'1', '1.50', '1e3', '1E3', '-0', '.5', 'NaN', 'Infinity', '0x10', '1e400', '123456789012345678', '-12.5e-2'",
    "sin(i) * pow(10, i % 40 - 20)",
  ],
  [scalar("DOUBLE"), "'0.1'", "round(hash(i) / 1e13, 2)"],
  [scalar("VARCHAR"), "'', ' x ', 'ü😀'", "chr((i * 11 % 55000 + 1)::INTEGER)"],
  [
    scalar("UUID"),
    "'00000000-0000-0000-0000-000000000001', 'ABCDEF00-0000-0000-0000-000000000001', '{00000000-0000-0000-0000-000000000001}'",
    "md5(i::VARCHAR)",
  ],
  [
    scalar("DATE"),
    "'2024-02-29', '2023-02-29', '0001-01-01', '0000-01-01', '9999-12-31', '10000-01-01', '2024-1-1', 'infinity', '2024-01-01 10:00:00'",
    "DATE '0001-01-01' + (i * 773 - 1900000)::INTEGER",
  ],
  [
    scalar("TIME"),
    "'10:00:00', '10:00:00.500', '24:00:00', '23:59:60', '1:00:00', '10:00'",
    "make_time(i % 24, i % 60, i % 59 + 0.0001)",
  ],
  [
    scalar("TIMESTAMP"),
    "'2024-01-01 10:00:00', '2024-01-01T10:00:00', '2024-01-01', '2024-01-01 10:00:00.120', '2024-01-01 10:00:00.123456', '2024-01-01 10:00:00.1234567', '2024-01-01 10:00:00+02', '2024-02-30 10:00:00', '2024-01-01 24:00:00'",
    `make_timestamp(((${SPREAD}) // [1, 1000, 1000000][i % 3 + 1]) * [1, 1000, 1000000][i % 3 + 1])`,
  ],
  [
    scalar("TIMESTAMPTZ"),
    "'2024-01-01 10:00:00+00', '2024-01-01 10:00:00+02', '2024-01-01 10:00:00', '2024-01-01 10:00:00.5+00'",
    `make_timestamptz(${SPREAD})`,
  ],
  [decimal(2, 2), "'0.05', '0.00', '-0.00', '.05', '-0.10', '1.00', '0.5'", "(i % 99) / 100"],
  [decimal(10, 2), "'12345678.90', '123456789.00', '1', '1.5', '01.50', '-0.05', '1.505'", "i / 7"],
  [decimal(38, 0), "'-99999999999999999999999999999999999999', '0', '-0', '1.0'", SPREAD],
];

for (const [type, texts, made] of TEXTS) {
  const name = sqlTypeText(type);
  test(`a text is the engine's own, or not known to be: ${name}, ${made}`, async () => {
    const read = engineText(type);
    assert.ok(read !== undefined);
    const ownTexts = `CAST(CAST(${made} AS ${name}) AS VARCHAR)`;
    const values: TypeValues = [scalar("VARCHAR"), texts, ownTexts];
    const found = await readMade(values, `v, CAST(TRY_CAST(v AS ${name}) AS VARCHAR)`);
    let known = 0;
    for (const [text, own] of found.getRows()) {
      assert.ok(typeof text === "string");
      const given = read(text);
      if (given === undefined) continue;
      known += 1;
      assert.equal(given, own, `'${text}'`);
    }
    assert.ok(known > MADE_COUNT / 8, `only ${known} are known`);
  });
}

test("of types whose texts have several forms, nothing is known", () => {
  for (const name of ["FLOAT", "BLOB", "INTERVAL", "JSON", "TIMETZ", "HUGEINT"] as const) {
    assert.equal(engineText(scalar(name)), undefined, name);
  }
});
