import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { CsvLayout } from "../../src/engine/csv-layout.ts";
import { CsvTokenizer } from "../../src/engine/duckdb/csv/csv-tokenizer.ts";
import { RowReader } from "../../src/engine/duckdb/csv/row-reader.ts";
import { SqlError } from "../../src/engine/engine.ts";
import { EngineBench } from "./engine-bench.ts";
import { isSameValue } from "./same-value.ts";

const RUNS = 150;

/** Texts that are nearly numbers, days and times. */
const nearlyValue = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String),
  fc.double().map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value.toExponential(17)),
  fc.tuple(fc.integer(), fc.nat({ max: 20 })).map(([n, places]) => (n / 1000).toFixed(places)),
  fc.stringMatching(/^[-+]?[0-9]{0,20}\.?[0-9]{0,20}([eE][-+]?[0-9]{1,3})?$/),
  fc.stringMatching(
    /^[0-9]{4}-[01][0-9]-[0-3][0-9]([ T][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,9})?)?(Z|[+-][01][0-9]:?[0-5]0)?)?$/,
  ),
  fc.stringMatching(/^[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,7})?)?$/),
  fc.constantFrom("true", "False", "nan", "-Infinity", "inf", "", " ", "-", "0x1F", "1_0", "١٢"),
);

test("columns of nearly alike values are read exactly", async () => {
  await using bench = await EngineBench.open();
  const column = fc.oneof(
    fc.array(nearlyValue, { minLength: 1, maxLength: 4 }),
    // Values of one kind, so that a guess comes about.
    fc
      .constantFrom(0, 1, 2, 3, 4, 5, 6, 7)
      .chain((kind) => fc.array(kindOf(kind), { minLength: 1, maxLength: 6 })),
  );
  await fc.assert(
    fc.asyncProperty(column, fc.boolean(), async (values, fullScan) => {
      const body = `n,v\n${values.map((value, index) => `${index},"${value}"\n`).join("")}`;
      const { types, rows } = await bench.read("csv", body, { fullScan });
      assert.equal(rows.length, values.length);
      for (const [index, value] of values.entries()) {
        const found = rows[index]?.[1] ?? null;
        assert.ok(
          isSameValue(value, found, types[1] ?? ""),
          `${value} became ${found} (${types[1]})`,
        );
      }
    }),
    { numRuns: RUNS },
  );
});

function kindOf(kind: number): fc.Arbitrary<string> {
  const kinds = [
    fc.integer().map(String),
    fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
    fc.tuple(fc.integer(), fc.constant(3)).map(([n, places]) => (n / 1000).toFixed(places)),
    fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})\.[0-9]{1,20}$/),
    fc.stringMatching(/^20[0-9]{2}-0[1-9]-[0-3][0-9]$/),
    fc.stringMatching(
      /^20[0-9]{2}-0[1-9]-[0-2][0-9][ T][01][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?$/,
    ),
    fc.stringMatching(
      /^20[0-9]{2}-0[1-9]-[0-2][0-9][ T][01][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-]0[0-9]:?[0-5]0)$/,
    ),
  ];
  return kinds[kind] ?? fc.constant("");
}

test("the engine's reader takes plain files apart as we do, or fails", async () => {
  await using bench = await EngineBench.open();
  const piece = fc.constantFrom("a", "b", '"', '""', ",", "\n", "\r\n", " ", '"x"', "\n1,2\n", "é");
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => `h,i\n${pieces.join("")}`);
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      const options = { csv: ALL_TEXT };
      const read = await bench.read("csv", body, options).catch(onlySqlError);
      if (read?.described.layout?.kind !== "csv") return;
      if (read.described.layout.isPlain) plain += 1;
      assert.deepEqual(read.rows, ourRows(body, read.described.layout));
    }),
    { numRuns: RUNS * 4 },
  );
  assert.ok(plain > 20, `only ${plain} files were read by the engine's own reader`);
});

const ALL_TEXT = {
  hasHeader: true,
  nullTexts: [],
  decimalMark: ".",
  skipLines: 0,
  fillMissing: false,
  allText: true,
} as const;

function onlySqlError(error: unknown): undefined {
  // What DuckDB itself throws comes here untranslated.
  if (error instanceof SqlError || (error instanceof Error && / Error: /.test(error.message)))
    return;
  throw error;
}

function ourRows(body: string, { dialect, columns }: CsvLayout): (string | null)[][] {
  const tokenizer = new CsvTokenizer(dialect);
  const records = [...tokenizer.push(body), ...tokenizer.end()];
  const rules = { columnCount: columns.length, hasHeader: true, fillMissing: false };
  return [...new RowReader(rules).rows(records)].map(({ cells, problem }) => {
    assert.equal(problem, undefined);
    return [...cells];
  });
}

test("JSON values are read exactly", async () => {
  await using bench = await EngineBench.open();
  const number = fc.oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
    fc.stringMatching(/^-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 5 }), async (values) => {
      const body = values.map((value) => `{"v":${value}}\n`).join("");
      const { types, rows } = await bench.read("json", body);
      for (const [index, value] of values.entries()) {
        const found = rows[index]?.[0] ?? null;
        assert.ok(
          isSameValue(value, found, types[0] ?? ""),
          `${value} became ${found} (${types[0]})`,
        );
      }
    }),
    { numRuns: RUNS },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json({ maxDepth: 3 }), { minLength: 1, maxLength: 4 }),
      async (values) => {
        const body = values.map((value) => `{"v":${value}}\n`).join("");
        const { rows } = await bench.read("json", body);
        assert.equal(rows.length, values.length);
      },
    ),
    { numRuns: RUNS },
  );
});
