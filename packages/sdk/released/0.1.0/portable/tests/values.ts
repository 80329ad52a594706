import { Hotdata, parseJson } from "hotdata";
import { equal, show } from "../assertions.ts";
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

  "texts that look like numbers stay texts": async () => {
    const big = "12345678901234567890";
    const texts = [
      `a,${big},b`,
      `[${big}]`,
      `\u007f${big}`,
      `"${big}",`,
      "\\",
      `\\",${big}`,
      "1e400",
    ];
    const rest = `${big}, -0.0,[1e-400 ,2.00],{"${big}":-${big}}`;
    const json = `[${texts.map((text) => JSON.stringify(text)).join()},"\\u007f",${rest}]`;
    const read = [...texts, "\u007f"];
    const large = BigInt(big);
    equal(parseJson(json), [...read, large, -0, ["1e-400", 2], { [big]: -large }]);
    equal(parseJson(json, "bigint"), [...read, large, -0, ["1e-400", 2], { [big]: -large }]);
    equal(parseJson(json, "string"), [
      ...read,
      big,
      "-0.0",
      ["1e-400", "2.00"],
      { [big]: `-${big}` },
    ]);
    const many = Array.from({ length: 5_000 }, (_, index) => `[${index},"x",${big},${index}.50]`);
    const rows = Array.from({ length: 5_000 }, (_, index) => [index, "x", large, index + 0.5]);
    equal(parseJson(`[${many.join()}]`), rows);
  },

  "numbers become what was asked for": async ({ hotdata, host, apiKey }) => {
    const sql = "SELECT 7 AS small, 9223372036854775807 AS big, '12.50'::DECIMAL(9,2) AS price";
    const modes = {
      number: [7, 9_223_372_036_854_775_807n, 12.5],
      bigint: [7n, 9_223_372_036_854_775_807n, 12.5],
      string: ["7", "9223372036854775807", "12.50"],
    } as const;
    for (const [mode, expected] of Object.entries(modes)) {
      const numbers = mode as keyof typeof modes;
      const ofCall = await hotdata.sql.text(sql).result({ numbers });
      equal(ofCall.values, [expected], mode);
      await using client = new Hotdata({ host, apiKey, numbers });
      equal((await client.query.query({ sql })).rows, [expected], mode);
      equal((await client.query.query({ sql })).rowCount, 1, "fields of the API stay as they are");
    }
  },

  "answers that are not checked are handed on as they are": async ({ meet }) => {
    const { hotdata } = meet("another-answer", { validateResponses: false });
    const answer = await hotdata.databases.listDatabases();
    equal(show(answer.databases), '"none"');
  },

  "a large answer in odd pieces": async ({ hotdata }) => {
    const sql =
      "SELECT i AS n, repeat('ü🦆\"\\', i % 7) AS text, i * 1000000000000 AS big " +
      "FROM range(9000) t(i) ORDER BY i";
    const { rows } = await hotdata.query.query({ sql });
    const expected = Array.from({ length: 9000 }, (_, i) => {
      const big = BigInt(i) * 1_000_000_000_000n;
      const isSafe = big <= BigInt(Number.MAX_SAFE_INTEGER);
      return [i, 'ü🦆"\\'.repeat(i % 7), isSafe ? Number(big) : big];
    });
    equal(rows, expected);
  },
};
