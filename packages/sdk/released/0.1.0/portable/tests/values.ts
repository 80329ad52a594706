import { parseJson } from "hotdata";
import { equal } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const valueTests: PortableTests = {
  "integers and decimals keep every digit": async ({ hotdata }) => {
    const sql =
      "SELECT 9223372036854775807 AS big, -9223372036854775808 AS least, " +
      "'12345678901234567890.123456789012345678'::DECIMAL(38,18) AS exact, 1.5::DOUBLE AS half, " +
      "170141183460469231731687303715884105727::HUGEINT AS huge, 7 AS small";
    const { rows } = await hotdata.query.query({ sql });
    equal(rows, [
      [
        9_223_372_036_854_775_807n,
        -9_223_372_036_854_775_808n,
        "12345678901234567890.123456789012345678",
        1.5,
        "170141183460469231731687303715884105727",
        7,
      ],
    ]);
  },

  "parameters keep every digit": async ({ hotdata }) => {
    const digits = "12345678901234567890.123456789";
    const { rows } = await hotdata.query.query({
      sql: "SELECT ? AS big, ?::DECIMAL(38,9) AS exact",
      parameters: [9_007_199_254_740_993n, { type: "DECIMAL(38,9)", value: digits }],
    });
    equal(rows, [[9_007_199_254_740_993n, digits]]);
  },

  "doubles come as they are": async ({ hotdata }) => {
    const numbers = [0.1, 1e308, 5e-324, -1.7976931348623157e308, 1 / 3];
    const sql = "SELECT ?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE, ?::DOUBLE";
    const { rows } = await hotdata.query.query({ sql, parameters: numbers });
    equal(rows, [numbers]);
  },

  "dates, times, lists, structs and bytes": async ({ hotdata }) => {
    const sql =
      "SELECT DATE '2026-02-28' AS day, TIMESTAMP '2026-02-28 12:34:56.789' AS moment, " +
      "[1, 2, NULL] AS list, {'a': 1, 'b': 'x'} AS struct, NULL AS nothing, false AS no";
    const { rows } = await hotdata.query.query({ sql });
    const [day, moment, list, struct, nothing, no] = rows[0] ?? [];
    equal([day, nothing, no], ["2026-02-28", null, false]);
    equal(String(moment).slice(0, 10), "2026-02-28");
    equal([list, struct], [[1, 2, null], { a: 1, b: "x" }]);
  },

  "JSON is read without loss": async () => {
    equal(parseJson('[9223372036854775807, 1.10, 1e400, -0, "\\ud83e\\udd86"]'), [
      9_223_372_036_854_775_807n,
      1.1,
      "1e400",
      -0,
      "🦆",
    ]);
  },
};
