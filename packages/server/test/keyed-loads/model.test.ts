import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type KeyedApp, startKeyedApp } from "./keyed-app.ts";

interface Row {
  readonly id: number | null;
  readonly v: string | null;
  readonly n: number | null;
}

type Change =
  | { readonly mode: "replace" | "append" | "upsert"; readonly rows: readonly Row[] }
  | { readonly mode: "update"; readonly rows: readonly Row[]; readonly columns: Columns }
  | { readonly mode: "delete"; readonly rows: readonly Pick<Row, "id">[] };

type Columns = readonly ("v" | "n")[];

const COLUMN_TYPES = { id: "INTEGER", v: "VARCHAR", n: "INTEGER" } as const;

const id = fc.integer({ min: 0, max: 12 });
const idOrNull = fc.option(id, { freq: 8 });
const v = fc.option(fc.constantFrom("a", "B", "ü", "x,y", 'q"', "0"));
const n = fc.option(fc.integer({ min: -3, max: 3 }));
const rows = fc.array(fc.record({ id: idOrNull, v, n }), { maxLength: 10 });

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ mode: fc.constant("replace" as const), rows }) },
  { weight: 3, arbitrary: fc.record({ mode: fc.constant("append" as const), rows }) },
  {
    weight: 4,
    arbitrary: fc.record({
      mode: fc.constant("upsert" as const),
      rows: fc.array(fc.record({ id, v, n }), { maxLength: 8 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      mode: fc.constant("update" as const),
      rows,
      columns: fc.constantFrom<Columns>(["v", "n"], ["v"], ["n"], []),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      mode: fc.constant("delete" as const),
      rows: fc.array(fc.record({ id: idOrNull }), { maxLength: 6 }),
    }),
  },
);

/** What a table must hold after a change. */
function changed(before: readonly Row[], { mode, rows, ...rest }: Change): readonly Row[] {
  const keys = new Set(rows.flatMap((row) => row.id ?? []));
  const isNamed = (row: Row): boolean => row.id !== null && keys.has(row.id);
  switch (mode) {
    case "replace":
      return rows.map(wholeRow);
    case "append":
      return [...before, ...rows.map(wholeRow)];
    case "delete":
      return before.filter((row) => !isNamed(row));
    case "upsert": {
      const last = new Map(rows.map((row) => [row.id, wholeRow(row)]));
      return [...before.filter((row) => !isNamed(row)), ...last.values()];
    }
    case "update": {
      const columns = "columns" in rest ? rest.columns : [];
      const last = new Map(rows.map((row) => [row.id, wholeRow(row)]));
      return before.map((row) => {
        const found = isNamed(row) ? last.get(row.id) : undefined;
        const values = columns.map((name) => [name, found?.[name] ?? null]);
        return found ? { ...row, ...Object.fromEntries(values) } : row;
      });
    }
  }
}

function wholeRow(row: Pick<Row, "id"> | Row): Row {
  return { v: null, n: null, ...row };
}

function requestOf(step: Change): object {
  const names = columnsOf(step);
  const lines = step.rows.map((row) => {
    const whole = wholeRow(row);
    return names.map((name) => cell(whole[name])).join(",");
  });
  return {
    mode: step.mode,
    key: ["id"],
    data: `${[names.join(","), ...lines].join("\n")}\n`,
    columns: Object.fromEntries(names.map((name) => [name, COLUMN_TYPES[name]])),
  };
}

function columnsOf(step: Change): readonly (keyof Row)[] {
  if (step.mode === "delete") return ["id"];
  return step.mode === "update" ? ["id", ...step.columns] : ["id", "v", "n"];
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  return typeof value === "number" ? String(value) : `"${value.replaceAll('"', '""')}"`;
}

function sorted(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

async function checkChanges(app: KeyedApp, table: string, changes: readonly Change[]) {
  // One column alone may be NULL: an empty line of a CSV is no row, so that every line has a comma.
  await app.count(table, { mode: "replace", data: "id,v,n\n", columns: COLUMN_TYPES });
  let model: readonly Row[] = [];
  for (const step of changes) {
    const count = await app.count(table, requestOf(withoutEmptyLines(step)));
    model = changed(model, withoutEmptyLines(step));
    assert.equal(count, model.length, JSON.stringify(step));
    assert.deepEqual(
      sorted(await app.rows(`SELECT id, v, n FROM ${table}`)),
      sorted(model.map((row) => [row.id, row.v, row.n])),
      JSON.stringify(step),
    );
  }
}

/** Where the key is the only column, a row without one would be an empty line. */
function withoutEmptyLines(step: Change): Change {
  if (step.mode === "delete") return { ...step, rows: step.rows.filter((row) => row.id !== null) };
  if (step.mode !== "update" || step.columns.length > 0) return step;
  return { ...step, rows: step.rows.filter((row) => row.id !== null) };
}

test("any sequence of loads leaves what a model of the table has", async (t) => {
  const app = await startKeyedApp(t);
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 8 }), (changes) =>
      checkChanges(app, `t${(tables += 1)}`, changes),
    ),
    { numRuns: 25, endOnFailure: true },
  );
});
