import assert from "node:assert/strict";
import { test } from "node:test";
import type { ColumnType } from "@hotdata/contract/types";
import type { DiscoveredColumn, ReadRequest } from "../../../src/connectors/connector.ts";
import { renderRead } from "../../../src/connectors/sql/render-read.ts";
import { compareSql, orderSql, type SqlDialect } from "../../../src/connectors/sql/sql-dialect.ts";
import { spellSql } from "../../../src/connectors/sql/sql-text.ts";
import type { ColumnFilter } from "../../../src/engine/column-filter.ts";

/** Numbers and days are compared as the engine does, texts only roughly. */
const dialect: SqlDialect = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  text: (column, value) => (isType(column, "BLOB") ? `hex(${value})` : value),
  condition: ({ column, name, op, constants }) => {
    const values = constants.map((constant) => [
      { value: "text" in constant ? constant.text : "value" in constant ? constant.value : "" },
    ]);
    return { text: compareSql(name, op, values), isExact: !isType(column, "VARCHAR") };
  },
  comparable: (column, name) => (isType(column, "VARCHAR") ? undefined : name),
  order: (key) => (isType(key.column, "VARCHAR") ? undefined : orderSql(key.name, key)),
  sum: (column, name) => (isType(column, "INTEGER") ? `sum(${name})` : undefined),
};

const id = column("id", { kind: "scalar", name: "INTEGER" });
const name = column("name", { kind: "scalar", name: "VARCHAR" });
const price = column("price", { kind: "decimal", precision: 10, scale: 2 });
const ratio = column("ratio", { kind: "scalar", name: "FLOAT" });
const day = column("day", { kind: "scalar", name: "DATE" });
const key = column('k"ey', { kind: "scalar", name: "BLOB" });
const request: ReadRequest = {
  schema: "shop",
  table: "orders",
  columns: [id, name, price, ratio, day, key],
};
const SELECT = 'SELECT "id", "name", "price", "ratio", "day", hex("k""ey") FROM "shop"."orders"';

test("columns are selected as the text that their encoding asks for", () => {
  const rendered = renderRead(dialect, request);
  assert.deepEqual(shown(request), { sql: SELECT, isExact: true });
  assert.equal(rendered.isSelective, false);
  assert.deepEqual(rendered.columns.at(-1), { name: key.name, type: key.type, encoding: "hex" });
});

test("filters on the same table are pushed as far as they are certain", () => {
  const cases: readonly [ColumnFilter, string, boolean][] = [
    [equals("ID", "integer", "7"), '"id" = <7>', true],
    [equals("id", "text", "7"), '"id" = <7>', true],
    [equals("id", "double", "7"), '"id" = <7>', true],
    [equals("id", "integer", "99999999999"), "1 = 0", true],
    [equals("name", "text", "Ann"), '"name" = <Ann>', false],
    [equals("price", "decimal", "1.125"), '"price" = <1.125>', true],
    [equals("day", "text", "2026-01-31"), '"day" = <2026-01-31>', true],
    [{ column: "id", op: ">=", value: { kind: "integer", text: "-3" } }, '"id" >= <-3>', true],
    [
      { column: "id", op: "in", values: [1, 2].map((n) => ({ kind: "integer", text: String(n) })) },
      '"id" IN (<1>, <2>)',
      true,
    ],
    [{ column: "id", op: "null" }, '"id" IS NULL', true],
    [{ column: 'k"ey', op: "not null" }, '"k""ey" IS NOT NULL', true],
    [not("id", "7", "8"), '"id" NOT IN (<7>, <8>)', true],
    [not("id", "7", "99999999999"), '"id" <> <7>', true],
    [not("id", "99999999999"), '"id" IS NOT NULL', true],
    [not("ratio", "7"), '"ratio" IS NOT NULL', false],
    [
      { column: "ratio", op: "<", value: { kind: "decimal", text: "0.5" } },
      `"ratio" < <${0.5 + 0.5 * 1e-6 + 1e-37}>`,
      false,
    ],
  ];
  for (const [filter, condition, isExact] of cases) {
    const read = { ...request, needs: [[filter]] };
    assert.deepEqual(shown(read), { sql: `${SELECT} WHERE ${condition}`, isExact });
  }
});

test("few rows are expected of a filter that chooses, not of one that leaves some out", () => {
  const isSelective = (...filters: readonly ColumnFilter[]): boolean =>
    renderRead(dialect, { ...request, needs: [filters] }).isSelective;
  assert.equal(isSelective({ column: "id", op: "null" }), true);
  assert.equal(isSelective(not("id", "7"), { column: "id", op: "not null" }), false);
  assert.equal(isSelective(not("id", "7"), equals("id", "integer", "8")), true);
});

test("filters whose meaning at the source is not certain are left to the engine", () => {
  const filters: readonly ColumnFilter[] = [
    equals("id", "decimal", "1.5"),
    equals("id", "text", "7.4"),
    equals("id", "text", "99999999999"),
    equals("name", "integer", "7"),
    equals("day", "text", "2026-02-30"),
    equals("day", "text", "2026-01-31 10:00:00"),
    equals("price", "text", "1.125"),
    equals('k"ey', "text", "\\x00"),
    { column: "id", op: "prefix", value: { kind: "text", text: "7" } },
    { column: "name", op: "prefix", value: { kind: "text", text: "" } },
    { column: "name", op: "prefix", value: { kind: "text", text: "x".repeat(1001) } },
    equals("nothing", "integer", "1"),
    { column: "id", op: "<", value: { kind: "integer", text: "99999999999" } },
  ];
  for (const filter of filters) {
    assert.deepEqual(shown({ ...request, needs: [[filter]] }), { sql: SELECT, isExact: false });
  }
});

test("a table that is named twice needs the rows of both places", () => {
  const seven = equals("id", "integer", "7");
  const ann = equals("name", "text", "Ann");
  const both = shown({ ...request, needs: [[seven, ann], [seven]] });
  assert.equal(both.sql, `${SELECT} WHERE (("id" = <7> AND "name" = <Ann>) OR ("id" = <7>))`);
  assert.equal(shown({ ...request, needs: [[seven], []] }).sql, SELECT);
});

test("a limit counts only when every filter was checked exactly", () => {
  const seven = equals("id", "integer", "7");
  const limited = shown({ ...request, needs: [[seven]], limit: 3 });
  assert.deepEqual(limited, { sql: `${SELECT} WHERE "id" = <7> LIMIT 3`, isExact: true });
  const ann = equals("name", "text", "Ann");
  const unlimited = shown({ ...request, needs: [[seven, ann]], limit: 3 });
  assert.equal(unlimited.sql, `${SELECT} WHERE "id" = <7> AND "name" = <Ann>`);
});

test("the first rows are asked for where filters are exact, and the order is the engine's", () => {
  const key = { column: id, isDescending: true, areNullsFirst: true };
  const later = { column: day, isDescending: false, areNullsFirst: false };
  const first = { ...request, limit: 3, order: [key, later] };
  assert.deepEqual(shown(first), {
    sql: `${SELECT} ORDER BY "id" DESC NULLS FIRST, "day" NULLS LAST LIMIT 3`,
    isExact: true,
  });
  const seven = equals("ID", "integer", "7");
  assert.equal(
    shown({ ...first, needs: [[seven]] }).sql,
    `${SELECT} WHERE "id" = <7> ORDER BY "id" DESC, "day" NULLS LAST LIMIT 3`,
  );
  const eight = { column: "id", op: "null" } as const;
  assert.equal(
    shown({ ...first, needs: [[seven], [eight]] }).sql,
    `${SELECT} WHERE (("id" = <7>) OR ("id" IS NULL)) ` +
      'ORDER BY "id" DESC NULLS FIRST, "day" NULLS LAST LIMIT 3',
  );
  const unsure = equals("name", "text", "Ann");
  assert.equal(shown({ ...first, needs: [[unsure]] }).sql, `${SELECT} WHERE "name" = <Ann>`);
  const rough = { ...key, column: name };
  assert.deepEqual(shown({ ...first, order: [key, rough] }), { sql: SELECT, isExact: false });
  assert.equal(renderRead(dialect, first).isSelective, true);
});

test("a cursor is followed only where its order is certain", () => {
  const after = { column: "id", value: "41", isInclusive: false };
  assert.equal(shown({ ...request, from: after }).sql, `${SELECT} WHERE "id" > <41>`);
  const unsure = { column: "name", value: "Ann", isInclusive: true };
  assert.throws(() => renderRead(dialect, { ...request, from: unsure }), /column "name"/);
});

test("aggregates are asked for when all of them are exact, and rows otherwise", () => {
  const values = [
    { function: "count" },
    { function: "sum", column: id },
    { function: "max", column: day },
  ] as const;
  const aggregate = { groups: [price], values, needs: [[equals("id", "integer", "7")]] };
  const rendered = renderRead(dialect, { ...request, aggregate });
  assert.equal(
    spellSql(rendered.text, (value) => `<${value}>`),
    'SELECT "price", count(*), sum("id"), max("day") FROM "shop"."orders" ' +
      'WHERE "id" = <7> GROUP BY "price"',
  );
  const types = rendered.columns.map(({ type }) => ("name" in type ? type.name : type.kind));
  assert.deepEqual(types, ["decimal", "BIGINT", "HUGEINT", "DATE"]);
  const rough = { ...aggregate, groups: [name] };
  assert.deepEqual(shown({ ...request, aggregate: rough }), { sql: SELECT, isExact: false });
});

function shown(read: ReadRequest): { sql: string; isExact: boolean } {
  const { text, isExact } = renderRead(dialect, read);
  return { sql: spellSql(text, (value) => `<${value}>`), isExact };
}

function equals(
  column: string,
  kind: "integer" | "decimal" | "double" | "text",
  text: string,
): ColumnFilter {
  return { column, op: "in", values: [{ kind, text }] };
}

function not(column: string, ...texts: readonly string[]): ColumnFilter {
  return { column, op: "not in", values: texts.map((text) => ({ kind: "integer", text })) };
}

function column(name: string, type: ColumnType): DiscoveredColumn {
  return { name, type, isNullable: true, sourceType: "" };
}

function isType({ type }: DiscoveredColumn, name: string): boolean {
  return type.kind === "scalar" && type.name === name;
}
