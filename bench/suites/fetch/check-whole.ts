import { isDeepStrictEqual } from "node:util";
import { tableFromIPC } from "apache-arrow";
import { z } from "zod";
import type { BareDuckDb } from "../../baseline/bare-duckdb.ts";
import type { BenchDatabase } from "../../server/bench-database.ts";
import type { FetchFormat } from "./fetch-formats.ts";

type Sums = readonly [rows: number, ids: number, scores: number];

const submitted = z.object({ result_id: z.string() });
const stored = z.object({
  columns: z.array(z.string()),
  rows: z.custom<unknown[][]>(Array.isArray),
});

interface Sides {
  readonly database: BenchDatabase;
  readonly duckDb: BareDuckDb;
}

/**
 * Sums columns over all rows of a fetched result.
 *
 * @throws {Error} when a part of it is missing or wrong: a fast wrong answer is no answer
 */
export async function checkWhole(
  { database, duckDb }: Sides,
  sql: string,
  format: FetchFormat["name"],
): Promise<void> {
  const [row = []] = await duckDb.rows(`SELECT count(*), sum(id), sum(score) FROM (${sql})`);
  const expected = row.map(Number);
  const { result_id: id } = submitted.parse(await database.query(sql));
  const found = SUMS[format](await database.resultBytes(id, format));
  if (isDeepStrictEqual([...found], expected)) return;
  throw new Error(`${format}: the sums are ${found.join(", ")} and not ${expected.join(", ")}`);
}

const SUMS: Readonly<Record<FetchFormat["name"], (bytes: Buffer) => Sums>> = {
  arrow: (bytes) => {
    const table = tableFromIPC(bytes);
    const column = (name: string): number => {
      let sum = 0;
      for (const value of table.getChild(name) ?? []) sum += Number(value);
      return sum;
    };
    return [table.numRows, column("id"), column("score")];
  },
  json: (bytes) => {
    const { columns, rows } = stored.parse(JSON.parse(bytes.toString("utf8")));
    return sumsOf(columns, rows);
  },
  csv: (bytes) => {
    const lines = bytes.toString("utf8").trimEnd().split(/\r?\n/);
    const [head = [], ...rows] = lines.map((line) => line.split(","));
    return sumsOf(head, rows);
  },
};

function sumsOf(columns: readonly string[], rows: readonly (readonly unknown[])[]): Sums {
  const column = (name: string): number => {
    const at = columns.indexOf(name);
    return rows.reduce((sum, row) => sum + Number(row[at]), 0);
  };
  return [rows.length, column("id"), column("score")];
}
