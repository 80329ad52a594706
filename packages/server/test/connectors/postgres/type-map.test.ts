import assert from "node:assert/strict";
import { test } from "node:test";
import { sqlTypeText } from "@hotdata/contract/types";
import type { DiscoveredColumn, ReadRequest } from "../../../src/connectors/connector.ts";
import { postgresDialect } from "../../../src/connectors/postgres/postgres-dialect.ts";
import { type CatalogType, mapType } from "../../../src/connectors/postgres/type-map.ts";
import { renderRead } from "../../../src/connectors/sql/render-read.ts";
import { spellSql } from "../../../src/connectors/sql/sql-text.ts";
import type { ColumnFilter, FilterValue } from "../../../src/engine/column-filter.ts";

const CHOICES = { unboundedNumeric: "double", moneyScale: 2 } as const;

test("numbers keep every digit, or it is said that they do not", () => {
  const numeric = (precision: number, scale: number) => ((precision << 16) | (scale & 0x7ff)) + 4;
  const cases: readonly [number, string, boolean][] = [
    [numeric(10, 2), "DECIMAL(10,2)", true],
    [numeric(38, 38), "DECIMAL(38,38)", true],
    [numeric(5, -2), "DECIMAL(7,0)", true],
    [numeric(3, 5), "DECIMAL(5,5)", true],
    [numeric(39, 2), "DOUBLE", false],
    [-1, "DOUBLE", false],
  ];
  for (const [modifier, type, isExact] of cases) {
    const mapped = mapType(typeOf({ builtIn: "numeric", modifier }), CHOICES);
    assert.equal(sqlTypeText(mapped.type), type);
    assert.equal(mapped.loss === undefined, isExact);
  }
  const asText = mapType(typeOf({ builtIn: "numeric" }), { ...CHOICES, unboundedNumeric: "text" });
  assert.deepEqual(asText, { type: { kind: "scalar", name: "VARCHAR" } });
});

test("what has no counterpart is text, what has fields is JSON, arrays are lists", () => {
  const cases: readonly [Partial<CatalogType>, string][] = [
    [{ builtIn: "int4", dimensions: 2 }, "INTEGER[][]"],
    [{ builtIn: "inet" }, "VARCHAR"],
    [{ builtIn: "timetz" }, "VARCHAR"],
    [{ builtIn: "bytea", dimensions: 1 }, "VARCHAR[]"],
    [{ builtIn: undefined, isEnum: true }, "VARCHAR"],
    [{ builtIn: undefined, isComposite: true, dimensions: 1 }, "JSON[]"],
    [{ builtIn: "money" }, "DECIMAL(19,2)"],
  ];
  for (const [type, text] of cases) {
    assert.equal(sqlTypeText(mapType(typeOf(type), CHOICES).type), text);
  }
});

test("filters are pushed where PostgreSQL compares as the engine does", () => {
  const text = column("text", "VARCHAR");
  const cases: readonly [DiscoveredColumn, ColumnFilter["op"], FilterValue, string | undefined][] =
    [
      [text, "in", { kind: "text", text: "it's" }, `"c" = <it's>`],
      [text, "<", { kind: "text", text: "a" }, '"c" COLLATE "C" < <a>'],
      [text, "in", { kind: "text", text: "\0" }, undefined],
      [column("character(5)", "VARCHAR"), "in", { kind: "text", text: "ab" }, '"c" = <ab>'],
      [column("character(5)", "VARCHAR"), "<", { kind: "text", text: "ab" }, undefined],
      [column("sales.mood", "VARCHAR"), "in", { kind: "text", text: "ok" }, '"c"::text = <ok>'],
      [column("inet", "VARCHAR"), "in", { kind: "text", text: "::1" }, undefined],
      [
        column("date", "DATE"),
        ">",
        { kind: "timestamp", text: "2026-01-31 10:00:00" },
        '"c" > <2026-01-31 10:00:00>::timestamp',
      ],
      [
        column("numeric", "DOUBLE"),
        ">",
        { kind: "integer", text: "100" },
        `"c" >= <${100 - 100 * 1e-14}>`,
      ],
    ];
  for (const [tested, op, value, expected] of cases) {
    assert.equal(conditionOf(tested, op, value, true), expected);
  }
  // The order of bytes is another one in other encodings.
  assert.equal(conditionOf(text, "<", { kind: "text", text: "a" }, false), undefined);
});

test("texts that differ may be equal by a collation, so that limits are not pushed with them", () => {
  const request = (sourceType: string): ReadRequest => ({
    schema: "public",
    table: "t",
    columns: [column(sourceType, "VARCHAR")],
    needs: [[{ column: "c", op: "in", values: [{ kind: "text", text: "a" }] }]],
    limit: 1,
  });
  assert.equal(renderRead(postgresDialect(true), request("text")).isExact, true);
  assert.equal(renderRead(postgresDialect(true), request("text COLLATE loose")).isExact, false);
});

test("other than a value means other bytes, and NULL what is NULL here", () => {
  const ann: FilterValue = { kind: "text", text: "Ann" };
  const text = column("text", "VARCHAR");
  assert.equal(conditionOf(text, "not in", ann, false), '"c" COLLATE "C" <> <Ann>');
  assert.equal(
    conditionOf(column("character(5)", "VARCHAR"), "not in", ann, true),
    '"c"::text COLLATE "C" <> <Ann>',
  );
  assert.equal(
    conditionOf(column("shop.mood", "VARCHAR"), "not in", ann, true),
    '"c"::text <> <Ann>',
  );
  const hundred: FilterValue = { kind: "integer", text: "100" };
  assert.equal(
    conditionOf(column("numeric", "DOUBLE"), "not in", hundred, true),
    '"c" IS NOT NULL',
  );
  assert.equal(conditionOf(column("real", "DOUBLE"), "null", undefined, true), '"c" IS NULL');
  assert.equal(
    conditionOf(column("jsonb", "JSON"), "not null", undefined, true),
    '"c" IS NOT NULL',
  );
  // A row of NULLs is NULL there only.
  assert.equal(conditionOf(column("shop.pair", "JSON"), "null", undefined, true), undefined);
  const snowman: FilterValue = { kind: "text", text: "☃" };
  assert.equal(conditionOf(text, "in", snowman, true), '"c" = <☃>');
  assert.equal(conditionOf(text, "in", snowman, false), undefined);
});

test("how texts begin is a pattern without wildcards, matched byte for byte", () => {
  const odd: FilterValue = { kind: "text", text: "1%_\\" };
  const is = (sourceType: string): string | undefined =>
    conditionOf(column(sourceType, "VARCHAR"), "prefix", odd, true);
  assert.equal(is("text"), '"c" LIKE <1\\%\\_\\\\%>');
  assert.equal(is("text COLLATE loose"), '"c" COLLATE "C" LIKE <1\\%\\_\\\\%>');
  assert.equal(is("character(5)"), '"c"::text LIKE <1\\%\\_\\\\%>');
  assert.equal(is("shop.mood"), '"c"::text LIKE <1\\%\\_\\\\%>');
  assert.equal(is("inet"), undefined);
});

function conditionOf(
  tested: DiscoveredColumn,
  op: ColumnFilter["op"],
  value: FilterValue | undefined,
  isUtf8: boolean,
): string | undefined {
  const filter = filterOf(op, value);
  const request = { schema: "public", table: "t", columns: [tested], needs: [[filter]] };
  const { text } = renderRead(postgresDialect(isUtf8), request);
  return spellSql(text, (given) => `<${given}>`).split(" WHERE ")[1];
}

function filterOf(op: ColumnFilter["op"], value: FilterValue | undefined): ColumnFilter {
  if (op === "null" || op === "not null") return { column: "c", op };
  assert.ok(value !== undefined);
  return op === "in" || op === "not in"
    ? { column: "c", op, values: [value] }
    : { column: "c", op, value };
}

function column(
  sourceType: string,
  name: "VARCHAR" | "DATE" | "DOUBLE" | "JSON",
): DiscoveredColumn {
  return { name: "c", type: { kind: "scalar", name }, isNullable: true, sourceType };
}

function typeOf(type: Partial<CatalogType>): CatalogType {
  return {
    sourceType: "",
    builtIn: undefined,
    modifier: -1,
    dimensions: 0,
    isComposite: false,
    isEnum: false,
    ...type,
  };
}
