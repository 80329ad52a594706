import assert from "node:assert/strict";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import { cellJson } from "../../src/engine/cells/cell-json.ts";
import { jsonText } from "../../src/engine/duckdb/cell-text.ts";
import { decimal, readMade, scalar, type TypeValues } from "./made-values.ts";

const SPREAD = "(hash(i) % 2000000000000000000)::BIGINT - 1000000000000000000";

const CASES: readonly TypeValues[] = [
  [scalar("BOOLEAN"), "true, false", "i % 2 = 0"],
  [scalar("TINYINT"), "-128, 127", "i % 100"],
  [scalar("BIGINT"), "-9223372036854775808, 9223372036854775807", SPREAD],
  [scalar("UBIGINT"), "0, 18446744073709551615", "hash(i)"],
  [
    scalar("FLOAT"),
    "'nan', '-nan', 'inf', '-inf', -0.0, 1e-5, 1e15, 1e16",
    "sin(i) * pow(10, i % 70 - 35)",
  ],
  [
    scalar("DOUBLE"),
    "'nan', '-nan', 'inf', '-inf', -0.0, 1e-5, 1e15, 1e16",
    "sin(i) * pow(10, i % 600 - 300)",
  ],
  [
    scalar("VARCHAR"),
    "'', chr(0), chr(31), '\\u001f', '\\' || chr(27), chr(127), chr(8232), '🦆'",
    "chr((i % 128)::INTEGER) || chr(92) || chr(i::INTEGER)",
  ],
  [scalar("BLOB"), "'', '\\x00\\x0A\\x0D\\x22\\x5C'", "unhex(md5(i::VARCHAR))"],
  [
    scalar("DATE"),
    "'infinity', '-infinity', '0001-01-01', '0001-12-31 (BC)', '0002-12-31 (BC)', '5877642-06-25 (BC)', '5881580-07-10'",
    "DATE '0001-01-01' + (i * 773 - 1900000)::INTEGER",
  ],
  [
    scalar("TIME"),
    "'00:00:00', '24:00:00', '23:59:59.999999'",
    "make_time(i % 24, i % 60, i % 59 + 0.0001)",
  ],
  [
    scalar("TIMESTAMP"),
    "'infinity', '-infinity', '0001-01-01 00:00:00', '0001-12-31 (BC) 23:59:59.999999', '290309-12-22 (BC) 00:00:00', '294247-01-10 04:00:54.775806'",
    `make_timestamp(((${SPREAD}) // [1, 1000, 1000000][i % 3 + 1]) * [1, 1000, 1000000][i % 3 + 1])`,
  ],
  [
    scalar("TIMESTAMP_NS"),
    "'infinity', '-infinity', '1677-09-22 00:12:43.1', '2262-04-11 23:47:16.854775806'",
    `make_timestamp_ns(((${SPREAD}) // [1, 1000, 1000000000][i % 3 + 1]) * [1, 1000, 1000000000][i % 3 + 1])`,
  ],
  [
    scalar("TIMESTAMPTZ"),
    "'infinity', '-infinity', '0001-12-31 (BC) 23:59:59.999999+00', '2024-01-01 00:00:00.5+02'",
    `make_timestamptz(${SPREAD})`,
  ],
  [decimal(2, 2), "0, -0.05, 0.99", "(i % 99) / 100"],
  [decimal(38, 38), "0, -0.00000000000000000000000000000000000001", "(i % 99) / -100"],
  [decimal(10, 2), "0, -0.05, 12345678.9", "i / 7"],
  [decimal(38, 0), "-99999999999999999999999999999999999999", SPREAD],
];

for (const values of CASES) {
  const [type] = values;
  test(`JSON of a cell's text is that of its value: ${sqlTypeText(type)}`, async () => {
    const write = cellJson(type);
    assert.ok(write !== undefined);
    const json = `coalesce(${jsonText(type, "v")}, 'null')`;
    const found = await readMade(values, `CAST(v AS VARCHAR), ${json}`);
    for (const [text, expected] of found.getRowsJson()) {
      assert.ok(typeof text === "string");
      assert.equal(write(text), expected);
    }
  });
}
