import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnType, ScalarTypeName } from "@hotdata/contract/types";
import type { DiscoveredColumn, ReadRequest, RowOrder } from "../../../src/connectors/connector.ts";
import { mysqlDialect } from "../../../src/connectors/mysql/mysql-dialect.ts";
import { literal } from "../../../src/connectors/mysql/mysql-literal.ts";
import { expectingNulls, mayMissNulls } from "../../../src/connectors/mysql/mysql-read.ts";
import { renderRead } from "../../../src/connectors/sql/render-read.ts";
import { spellSql } from "../../../src/connectors/sql/sql-text.ts";
import type { ColumnFilter } from "../../../src/engine/column-filter.ts";

const COLUMNS = [
  column("id", "BIGINT", "bigint(20)"),
  column("name", "VARCHAR", "varchar(40)"),
  column("old", "VARCHAR", "varchar(40) character set latin1"),
  column("note", "VARCHAR", "longtext"),
  column("ratio", "FLOAT", "float"),
  column("day", "DATE", "date"),
  column("at", "TIMESTAMPTZ", "timestamp"),
  column("uid", "UUID", "uuid"),
  column("wide", "VARCHAR", "decimal(65,30)"),
  column("bits", "BOOLEAN", "bit(1)"),
  column("time", "TIME", "time"),
  column("built", "SMALLINT", "year(4)"),
] as const;
const REQUEST: ReadRequest = { schema: "shop", table: "a`b", columns: COLUMNS };

function column(name: string, type: ScalarTypeName, sourceType: string): DiscoveredColumn {
  const scalar: ColumnType = { kind: "scalar", name: type };
  return { name, type: scalar, isNullable: true, sourceType };
}

/** What a filter becomes; undefined when it is left to the engine. */
function where(filter: ColumnFilter): readonly [sql: string | undefined, isExact: boolean] {
  const { text, isExact } = renderRead(mysqlDialect, { ...REQUEST, needs: [[filter]] });
  return [spellSql(text, literal).split(" WHERE ")[1], isExact];
}

function is(name: string, text: string): ColumnFilter {
  return { column: name, op: "in", values: [{ kind: "text", text }] };
}

test("columns are read as they are, floats with all their digits", () => {
  const { text } = renderRead(mysqlDialect, REQUEST);
  assert.equal(
    spellSql(text, literal),
    "SELECT `id`, `name`, `old`, `note`, (`ratio` + 0e0), `day`, `at`, `uid`, `wide`, `bits`, `time`, `built` " +
      "FROM `shop`.`a``b`",
  );
});

test("texts are found by their column's rules and then compared by bytes", () => {
  assert.deepEqual(where(is("name", "Ann")), [
    "`name` = 'Ann' AND CAST(`name` AS BINARY) = 'Ann'",
    true,
  ]);
  const quoted = "_utf8mb4 X'4f27'";
  assert.deepEqual(where(is("name", "O'")), [
    `\`name\` = ${quoted} AND CAST(\`name\` AS BINARY) = ${quoted}`,
    true,
  ]);
  const bytes = "CAST(CONVERT(`old` USING utf8mb4) AS BINARY)";
  assert.deepEqual(where(is("old", "Ann")), [`\`old\` = 'Ann' AND ${bytes} = 'Ann'`, true]);
  // A collation could refuse to compare with what its character set does not have.
  assert.deepEqual(where(is("old", "я")), [`${bytes} = _utf8mb4 X'd18f'`, true]);
  assert.deepEqual(where({ column: "name", op: ">=", value: { kind: "text", text: "m" } }), [
    "CAST(`name` AS BINARY) >= 'm'",
    true,
  ]);
});

test("ranges of days leave out what is no day", () => {
  assert.deepEqual(where(is("day", "2026-01-31")), ["`day` = '2026-01-31'", true]);
  assert.deepEqual(where({ column: "day", op: "<", value: { kind: "text", text: "2026-01-31" } }), [
    "`day` < '2026-01-31' AND DAYOFMONTH(`day`) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(`day`))",
    true,
  ]);
});

test("other than a value means other bytes, and days in no calendar are NULL", () => {
  const not = (column: string, text: string): ColumnFilter => ({
    column,
    op: "not in",
    values: [{ kind: "text", text }],
  });
  assert.deepEqual(where(not("name", "Ann")), ["CAST(`name` AS BINARY) <> 'Ann'", true]);
  assert.deepEqual(where(not("id", "7")), ["`id` <> 7", true]);
  const isDay = "DAYOFMONTH(`day`) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(`day`))";
  assert.deepEqual(where(not("day", "2026-01-31")), [`\`day\` <> '2026-01-31' AND ${isDay}`, true]);
  assert.deepEqual(where({ column: "day", op: "null" }), [`(${isDay}) IS NOT TRUE`, true]);
  assert.deepEqual(where({ column: "day", op: "not null" }), [isDay, true]);
  assert.deepEqual(where({ column: "note", op: "null" }), ["`note` IS NULL", true]);
  assert.deepEqual(where({ column: "ratio", op: "not null" }), ["`ratio` IS NOT NULL", true]);
  assert.deepEqual(where({ column: "time", op: "null" }), [undefined, false]);
});

test("how texts begin is compared by bytes", () => {
  const begins = (column: string, text: string): ColumnFilter => ({
    column,
    op: "prefix",
    value: { kind: "text", text },
  });
  assert.deepEqual(where(begins("name", "Ann")), ["LEFT(CAST(`name` AS BINARY), 3) = 'Ann'", true]);
  assert.deepEqual(where(begins("old", "é")), [
    "LEFT(CAST(CONVERT(`old` USING utf8mb4) AS BINARY), 2) = _utf8mb4 X'c3a9'",
    true,
  ]);
  assert.deepEqual(where(begins("uid", "11")), [undefined, false]);
});

test("moments are compared in UTC", () => {
  const moments = [
    ["2026-01-31 10:00:00", "2026-01-31 10:00:00"],
    ["2026-01-31T10:00:00.5Z", "2026-01-31 10:00:00.5"],
    ["2026-01-01 01:00:00.25+02:30", "2025-12-31 22:30:00.25"],
    ["2026-01-31 23:00:00-02", "2026-02-01 01:00:00"],
  ];
  for (const [text = "", utc] of moments)
    assert.deepEqual(where(is("at", text)), [`\`at\` = '${utc}'`, true]);
});

test("a year is compared as a number, not as its last two digits", () => {
  assert.deepEqual(where(is("built", "2020")), ["`built` = 2020", true]);
  assert.deepEqual(where(is("built", "20")), ["(`built` + 0) = 20", true]);
});

test("what MySQL compares in other ways is left to the engine", () => {
  assert.deepEqual(where(is("wide", "1.5")), [undefined, false]);
  const order: ColumnFilter = {
    column: "uid",
    op: "<",
    value: { kind: "text", text: "11111111-1111-1111-1111-111111111111" },
  };
  assert.deepEqual(where(order), [undefined, false]);
});

test("aggregates of texts are by bytes, those of days and times know those of the calendar only", () => {
  const [id, name, , note, ratio, day] = COLUMNS;
  const aggregate = { groups: [name], needs: [], values: [] };
  const shown = (values: NonNullable<ReadRequest["aggregate"]>["values"], groups = [name]) => {
    const read = renderRead(mysqlDialect, {
      ...REQUEST,
      aggregate: { ...aggregate, groups, values },
    });
    return [spellSql(read.text, literal), read.isExact];
  };
  assert.deepEqual(
    shown([
      { function: "count" },
      { function: "sum", column: id },
      { function: "max", column: day },
      { function: "min", column: name },
    ]),
    [
      "SELECT CONVERT(CAST(`name` AS BINARY) USING utf8mb4), count(*), sum(`id`), " +
        "max(IF(DAYOFMONTH(`day`) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(`day`)), `day`, NULL)), " +
        "CONVERT(min(CAST(`name` AS BINARY)) USING utf8mb4) FROM `shop`.`a``b` GROUP BY CAST(`name` AS BINARY)",
      true,
    ],
  );
  const [, , , , , , , , , , time] = COLUMNS;
  assert.deepEqual(shown([{ function: "count", column: day }], []), [
    "SELECT count(IF(DAYOFMONTH(`day`) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(`day`)), `day`, NULL)) FROM `shop`.`a``b`",
    true,
  ]);
  assert.equal(shown([{ function: "count", column: time }])[1], false);
  // The order of adding decides about a sum of floats; long texts are grouped by their beginnings.
  assert.equal(shown([{ function: "sum", column: ratio }])[1], false);
  assert.equal(shown([{ function: "count" }], [note])[1], false);
});

/** How the first rows by a column are asked for; undefined when all rows are. */
function orderBy(
  column: DiscoveredColumn,
  { isDescending = true, areNullsFirst = true, needs = [[]] }: Partial<RowOrder & ReadRequest> = {},
): string | undefined {
  const order = [{ column, isDescending, areNullsFirst }];
  const { text } = renderRead(mysqlDialect, { ...REQUEST, needs, limit: 3, order });
  return /ORDER BY (.*) LIMIT 3$/.exec(spellSql(text, literal))?.[1];
}

test("NULLs, which come first here, are moved where that is the wrong end", () => {
  const [id, name, , note, ratio, day, at, uid, wide, bits] = COLUMNS;
  assert.equal(orderBy(id), "`id` IS NULL DESC, `id` DESC");
  assert.equal(orderBy(id, { areNullsFirst: false }), "`id` DESC");
  assert.equal(orderBy(id, { isDescending: false }), "`id`");
  assert.equal(orderBy(id, { isDescending: false, areNullsFirst: false }), "`id` IS NULL, `id`");
  assert.equal(orderBy({ ...id, isNullable: false }), "`id` DESC");
  assert.equal(orderBy(id, { needs: [[is("ID", "7")]] }), "`id` DESC");
  assert.equal(orderBy(name), "`name` IS NULL DESC, CAST(`name` AS BINARY) DESC");
  assert.equal(orderBy(bits, { areNullsFirst: false }), "`bits` DESC");
  assert.equal(orderBy({ ...ratio, isNullable: false }), "`ratio` IS NULL DESC, `ratio` DESC");
  for (const column of [note, uid, wide]) assert.equal(orderBy(column), undefined);
  const noDay = (column: string): string =>
    `(DAYOFMONTH(\`${column}\`) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(\`${column}\`))) IS NOT TRUE`;
  assert.equal(orderBy({ ...day, isNullable: false }), `${noDay("day")} DESC, \`day\` DESC`);
  assert.equal(orderBy(day, { areNullsFirst: false }), `${noDay("day")}, \`day\` DESC`);
  assert.equal(orderBy(day, { needs: [[is("day", "2026-01-31")]] }), "`day` DESC");
  assert.equal(orderBy({ ...at, isNullable: false }), `${noDay("at")} DESC, \`at\` DESC`);
  // The only moment that is none is the first of all.
  assert.equal(orderBy(at, { areNullsFirst: false }), "`at` DESC");
});

test("rows are asked for anew where a column without NULLs may have some by now", () => {
  const [id] = COLUMNS;
  const order = [{ column: { ...id, isNullable: false }, isDescending: true, areNullsFirst: true }];
  const request = { columns: [id], order };
  const wire = (isNotNull: boolean) => [
    { type: 8, isUnsigned: false, isNotNull, isBinary: true, length: 20, decimals: 0 },
  ];
  assert.equal(mayMissNulls(wire(true), request), false);
  assert.equal(mayMissNulls(wire(false), request), true);
  assert.equal(mayMissNulls(wire(false), expectingNulls(request)), false);
});
