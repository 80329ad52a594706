import type { BareAnswer, BareDuckDb } from "./bare-duckdb.ts";
import { NO_LOSS } from "./compare/canonical.ts";
import { compareAnswer } from "./compare/compare-answer.ts";
import { duckdbCell } from "./compare/duckdb-cell.ts";
import { jsonCell } from "./compare/text-cell.ts";
import type { Answer, CorpusClient, Dialect, Format } from "./corpus-client.ts";
import type { Tally } from "./tally.ts";

const FORMATS: readonly Format[] = ["json", "arrow", "parquet", "csv", "md"];

export interface Place {
  readonly bare: BareDuckDb;
  readonly client: CorpusClient;
  readonly databaseId: string;
  readonly tally: Tally;
}

export interface Statement {
  /** For reports. */
  readonly name: string;
  readonly sql: string;
  /** Columns, from 0, whose order is promised. */
  readonly keys: readonly number[];
}

/** Runs a statement in dialects that have to mean the same, and compares every format of each. */
export async function compareEverywhere(
  place: Place,
  { name, sql, keys }: Statement,
  dialects: readonly Dialect[],
): Promise<void> {
  const { bare, client, databaseId, tally } = place;
  const expected = await bare.read(sql);
  if (expected.rows.length === 0) tally.different(`${name} has no rows, which shows nothing`);
  for (const dialect of dialects) {
    const answer = await client.query(databaseId, sql, dialect);
    if ("status" in answer) {
      tally.different(`${name} in ${dialect}: ${answer.status} ${answer.message}`);
      continue;
    }
    const problems: string[] = [];
    for (const format of FORMATS) {
      const problem = await compareAnswer({ bare, client, databaseId, expected, answer }, format);
      if (problem !== undefined) problems.push(`${format}: ${problem}`);
    }
    if (!hasOrder(expected, answer, keys)) problems.push("the rows are in another order");
    if (problems.length === 0) tally.equal();
    else tally.different(`${name} in ${dialect}: ${problems.join("; ")}`);
  }
}

/** Answers of these corpora are short: the rows of the answer are all of them. */
function hasOrder(expected: BareAnswer, answer: Answer, keys: readonly number[]): boolean {
  if (answer.isCut) return false;
  const wanted = expected.rows.map((row) =>
    keys.map((key) => duckdbCell(row[key] ?? null, NO_LOSS)),
  );
  const found = answer.rows.map((row) =>
    keys.map((key) => {
      const type = expected.types[key];
      if (type === undefined) throw new Error(`there is no column ${key}`);
      return jsonCell(type, row[key]);
    }),
  );
  return JSON.stringify(wanted) === JSON.stringify(found);
}
