import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { condition, ROWS_SQL } from "../layout/random-filters.ts";
import { PropertyWorld } from "./property-world.ts";
import { runOptions } from "./run-options.ts";

/** Tables with the same rows, whose files let conditions leave out different ones. */
const LAYOUTS = {
  plain: {},
  parted: { partition_by: [{ column: "part", transform: "identity" }] },
  sorted: { sorted_by: [{ column: "row", direction: "asc", nulls: "last" }] },
};
/** AGGREGATES are sums over disjoint sets of rows, so that those of three parts add up. */
const AGGREGATES =
  "count(*), coalesce(sum(row), 0)::BIGINT, count(i), coalesce(sum(i), 0)::BIGINT, " +
  "coalesce(sum(dec), 0)::DECIMAL(38,2)::VARCHAR, min(row), max(row), min(ts), max(ts)";
const SUMS = 4;

const predicate = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    { weight: 5, arbitrary: condition("") },
    { weight: 1, arbitrary: tie("any").map((one) => `NOT (${one})`) },
    { weight: 1, arbitrary: tie("any").map((one) => `(${one}) IS TRUE`) },
    { weight: 1, arbitrary: tie("any").map((one) => `coalesce(${one}, gap > 20)`) },
    { weight: 2, arbitrary: fc.tuple(tie("any"), tie("any")).map((two) => two.join(" AND ")) },
    {
      weight: 2,
      arbitrary: fc.tuple(tie("any"), tie("any")).map((two) => `(${two.join(" OR ")})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("any"), tie("any"), tie("any"))
        .map(([when, yes, no]) => `CASE WHEN ${when} THEN ${yes} ELSE ${no} END`),
    },
  ),
})).any;

let world: PropertyWorld;
let database: string;
let tables: readonly string[];

test("rows where P, where not P and where P is NULL are all rows", async (t) => {
  await setUp(t);
  let refused = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(predicate, fc.nat(), async (where, drawn) => {
      const table = tables[drawn % tables.length] ?? "";
      const select = `SELECT ${AGGREGATES} FROM ${table}`;
      const [all] = await world.rows(database, select);
      const parts = [];
      runs += 1;
      for (const one of [where, `NOT (${where})`, `(${where}) IS NULL`]) {
        const rows = await world.rows(database, `${select} WHERE ${one}`);
        if (rows === undefined) return void (refused += 1);
        parts.push(rows[0]);
      }
      assert.deepEqual(together(parts), together([all]), `${table}: ${where}`);
    }),
    runOptions(40),
  );
  assert.ok(refused < runs / 2, `${refused} of ${runs} conditions were refused`);

  await t.test("as many rows where P as P is true of", () =>
    fc.assert(
      fc.asyncProperty(predicate, fc.nat(), async (where, drawn) => {
        const table = tables[drawn % tables.length] ?? "";
        const counted = await world.rows(
          database,
          `SELECT coalesce(sum(CASE WHEN ${where} THEN 1 ELSE 0 END), 0)::BIGINT FROM ${table}`,
        );
        if (counted === undefined) return;
        const found = await world.rows(database, `SELECT count(*) FROM ${table} WHERE ${where}`);
        // A condition that fails for one row may be left out of a file that has it, never the reverse.
        assert.deepEqual(found, counted, `${table}: ${where}`);
      }),
      runOptions(40),
    ),
  );

  await t.test("every layout and older snapshot has the same rows for P", () =>
    fc.assert(
      fc.asyncProperty(predicate, async (where) => {
        const groups = [tables.filter(isOlder), tables.filter((table) => !isOlder(table))];
        for (const group of groups) {
          const answers = [];
          for (const table of group) {
            const sql = `SELECT row, s, d, tz FROM ${table} WHERE ${where} ORDER BY row`;
            const rows = await world.rows(database, sql);
            if (rows !== undefined) answers.push(rows);
          }
          for (const rows of answers) assert.deepEqual(rows, answers[0], where);
        }
      }),
      runOptions(15),
    ),
  );
});

/** Loads the rows in pieces, takes some away by key; what was there before stays readable. */
async function setUp(t: Parameters<typeof PropertyWorld.open>[0]): Promise<void> {
  world = await PropertyWorld.open(t);
  const declared = Object.entries(LAYOUTS).map(([name, layout]) => ({ name, ...layout }));
  database = await world.createDatabase({ schemas: [{ name: "main", tables: declared }] });
  const pieces = [0, 1, 2, 3, 4].map((fifth) => `row // 400 = ${fifth}`);
  const older: string[] = [];
  for (const table of Object.keys(LAYOUTS)) {
    for (const [place, where] of pieces.entries()) {
      const file = await world.parquet(`SELECT * FROM (${ROWS_SQL}) WHERE ${where}`);
      await world.load(database, table, { mode: place === 0 ? "replace" : "append", file });
    }
    older.push(`${table} AT (VERSION => ${await world.newestSnapshot(database)})`);
    const gone = await world.parquet(`SELECT row FROM (${ROWS_SQL}) WHERE row % 7 = 3`);
    await world.load(database, table, { mode: "delete", key: ["row"], file: gone });
  }
  tables = [...Object.keys(LAYOUTS), ...older];
}

function isOlder(table: string): boolean {
  return table.includes(" AT ");
}

/** Sums of the first aggregates, least and greatest of the others. */
function together(parts: readonly (readonly unknown[])[]): unknown {
  const column = (place: number) => parts.map((part) => part[place]).filter((one) => one !== null);
  const sums = Array.from({ length: SUMS }, (_, place) =>
    column(place).reduce((sum: number, one) => sum + Number(one), 0),
  );
  const cents = column(SUMS).reduce((sum: bigint, one) => {
    assert.ok(typeof one === "string", "a decimal sum is asked for as text");
    return sum + BigInt(one.replace(".", ""));
  }, 0n);
  const least = [SUMS + 1, SUMS + 3].map((place) => sorted(column(place)).at(0));
  const greatest = [SUMS + 2, SUMS + 4].map((place) => sorted(column(place)).at(-1));
  return [...sums, cents, ...least, ...greatest];
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.toSorted((left, right) => {
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : Number(String(left) > String(right));
  });
}
