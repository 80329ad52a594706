import assert from "node:assert/strict";
import { test } from "node:test";
import { type ColumnType, SCALAR_TYPE_NAMES, sqlTypeText } from "@hotdata/contract";
import { catalogTypeName, parseCatalogType } from "../../src/lake/columns/catalog-type.ts";
import { storedType } from "../../src/lake/columns/stored-type.ts";
import { partsOf } from "../../src/lake/columns/planned-column.ts";
import { INTEGER, VARCHAR, decimal, list, map, scalar, struct } from "./types.ts";

/** Spells a type for the catalog and reads it back. */
function roundTrip(type: ColumnType): ColumnType | undefined {
  const parts = partsOf(type).map(({ name, type: part }) => {
    const read = roundTrip(part);
    return read && { name, type: read };
  });
  return parseCatalogType(catalogTypeName(type), parts);
}

test("every type that can be stored comes back from its catalog name", () => {
  const nested = [
    list(list(INTEGER)),
    struct({ a: INTEGER, "b c": list(VARCHAR) }),
    map(VARCHAR, struct({ d: scalar("DATE") })),
  ];
  const scalars = SCALAR_TYPE_NAMES.map((name) => storedType(scalar(name)));
  for (const type of [...scalars, ...nested, decimal(38, 10), decimal(4, 1)]) {
    assert.deepEqual(roundTrip(type), type);
  }
});

test("types that DuckLake or data files lack are stored as the nearest there is", () => {
  const cases: [ColumnType, string][] = [
    [scalar("HUGEINT"), "DECIMAL(38,0)"],
    [scalar("UHUGEINT"), "DECIMAL(38,0)"],
    [scalar("BIT"), "VARCHAR"],
    [scalar("BIGNUM"), "VARCHAR"],
    [scalar("NULL"), "VARCHAR"],
    [{ kind: "enum", values: ["a", "b"] }, "VARCHAR"],
    [{ kind: "union", members: [{ name: "a", type: INTEGER }] }, "VARCHAR"],
    [{ kind: "array", element: scalar("HUGEINT"), size: 3 }, "DECIMAL(38,0)[]"],
    [struct({ a: { kind: "enum", values: ["x"] } }), 'STRUCT("a" VARCHAR)'],
    [map(VARCHAR, scalar("BIT")), "MAP(VARCHAR, VARCHAR)"],
    [scalar("TIMESTAMP_S"), "TIMESTAMP_S"],
    [scalar("TIME_NS"), "TIME_NS"],
  ];
  for (const [type, stored] of cases) assert.equal(sqlTypeText(storedType(type)), stored);
});

test("foreign names are read, unknown ones are not guessed", () => {
  assert.deepEqual(parseCatalogType("timestamp_us", []), scalar("TIMESTAMP"));
  assert.deepEqual(parseCatalogType("INT32", []), INTEGER);
  assert.deepEqual(parseCatalogType("int128", []), scalar("HUGEINT"));
  assert.equal(parseCatalogType("timestamptz_ns", []), undefined);
  assert.equal(parseCatalogType("list", [undefined]), undefined);
});
