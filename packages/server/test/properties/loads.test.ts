import { test } from "node:test";
import * as fc from "fast-check";
import { checkFormats } from "./check-formats.ts";
import { type GeneratedTable, tables, tableSql } from "./generated-table.ts";
import type { Kind } from "./kind.ts";
import { PropertyWorld, type SentFile } from "./property-world.ts";
import { runOptions } from "./run-options.ts";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMALS,
  INTEGERS,
  TIME,
  TIMESTAMP,
  VARCHAR,
} from "./scalar-kinds.ts";

/** Kinds whose values are written as they are here. */
const IN_CSV: readonly Kind[] = [BOOLEAN, ...INTEGERS, ...DECIMALS, VARCHAR];
/** Whole numbers of JSON are BIGINT, and widen a column that is narrower. */
const IN_JSON: readonly Kind[] = [BOOLEAN, BIGINT, ...DECIMALS, VARCHAR];

test("rows that are loaded in pieces are those that are loaded at once", async (t) => {
  const world = await PropertyWorld.open(t);
  const database = await world.createDatabase();
  let count = 0;
  const cuts = fc.array(fc.nat({ max: 12 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(tables(12), cuts, async (table, at) => {
      const name = `t${(count += 1)}`;
      await loadPieces(world, { database, name, table }, at);
      const resultId = await world.result(database, `SELECT * FROM ${name} ORDER BY place`);
      await checkFormats(world, resultId, table);
    }),
    runOptions(15),
  );
});

for (const [format, kinds, write] of [
  ["CSV", IN_CSV, csvFile],
  ["JSON", IN_JSON, jsonFile],
] as const) {
  test(`${format} and Parquet bring the same rows into a table`, async (t) => {
    const world = await PropertyWorld.open(t);
    const database = await world.createDatabase();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(tables(8, fc.constantFrom(...kinds)), async (table) => {
        // A JSON file without objects has no bytes, and those are refused.
        fc.pre(table.rows.length > 0);
        const name = `t${(count += 1)}`;
        const empty = await world.parquet(tableSql({ ...table, rows: [] }));
        await world.load(database, name, { mode: "replace", file: empty });
        await world.load(database, name, { mode: "append", file: write(table) });
        const resultId = await world.result(database, `SELECT * FROM ${name} ORDER BY place`);
        await checkFormats(world, resultId, table);
      }),
      runOptions(12),
    );
  });
}

test("upserts and deletes by key of any type leave what a map has", async (t) => {
  const world = await PropertyWorld.open(t);
  const database = await world.createDatabase();
  const keys = fc.constantFrom(BOOLEAN, ...INTEGERS, ...DECIMALS, VARCHAR, DATE, TIME, TIMESTAMP);
  const script = keys.chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      // A few keys, so that loads meet each other.
      keys: fc.uniqueArray(kind.values, { minLength: 1, maxLength: 6 }),
      steps: fc.array(
        fc.record({ isDelete: fc.boolean(), picks: fc.array(fc.nat(), { maxLength: 5 }) }),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
    }),
  );
  let count = 0;
  await fc.assert(
    fc.asyncProperty(script, async ({ kind, keys, steps }) => {
      const name = `t${(count += 1)}`;
      const columns = [
        { name: "key", kind },
        { name: "place", kind: PLACE },
      ];
      const model = new Map<string, string>();
      const first = await world.parquet(tableSql({ columns, rows: [] }));
      await world.load(database, name, { mode: "replace", file: first });
      let place = 0;
      for (const { isDelete, picks } of steps) {
        const rows = picks.map((pick) => [String(keys[pick % keys.length]), String((place += 1))]);
        for (const [key = "", value = ""] of rows) {
          if (isDelete) model.delete(key);
          else model.set(key, value);
        }
        const file = await world.parquet(tableSql({ columns, rows }));
        await world.load(database, name, {
          mode: isDelete ? "delete" : "upsert",
          key: ["key"],
          file,
        });
      }
      const rows = [...model].toSorted(([, left], [, right]) => Number(left) - Number(right));
      const resultId = await world.result(database, `SELECT * FROM ${name} ORDER BY place`);
      await checkFormats(world, resultId, { columns, rows });
    }),
    runOptions(15),
  );
});

const PLACE = INTEGERS[2] ?? VARCHAR;

interface Target {
  readonly database: string;
  readonly name: string;
  readonly table: GeneratedTable;
}

async function loadPieces(world: PropertyWorld, target: Target, cuts: readonly number[]) {
  const { database, name, table } = target;
  const places = [0, ...cuts.filter((cut) => cut < table.rows.length), table.rows.length];
  const sorted = places.toSorted((left, right) => left - right);
  for (const [index, start] of sorted.slice(0, -1).entries()) {
    const rows = table.rows.slice(start, sorted[index + 1]);
    const file = await world.parquet(tableSql({ ...table, rows }));
    await world.load(database, name, { mode: index === 0 ? "replace" : "append", file });
  }
}

function csvFile({ columns, rows }: GeneratedTable): SentFile {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const header = columns.map(({ name }) => cell(name)).join(",");
  const lines = rows.map((row) =>
    row.map((value) => (value === null ? "" : cell(String(value)))).join(","),
  );
  return { bytes: `${[header, ...lines].join("\n")}\n`, type: "text/csv" };
}

function jsonFile({ columns, rows }: GeneratedTable): SentFile {
  const lines = rows.map((row) => {
    const members = columns.map(({ name, kind }, place) => {
      const value = row[place] ?? null;
      const isText = kind === VARCHAR;
      const text = value === null ? "null" : isText ? JSON.stringify(value) : String(value);
      return `${JSON.stringify(name)}:${text}`;
    });
    return `{${members.join(",")}}\n`;
  });
  return { bytes: lines.join(""), type: "application/x-ndjson" };
}
