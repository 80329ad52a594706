import { duckdbCell } from "../../../test/corpora/compare/duckdb-cell.ts";
import { hashOfRows } from "../../../test/corpora/compare/row-hash.ts";
import { jsonCell } from "../../../test/corpora/compare/text-cell.ts";
import type { SqlSides } from "./sql-sides.ts";
import { wholeExactAnswer } from "./whole-answer.ts";

/** JSON carries no infinities. */
const LOSS = { onlyFinite: true, nullIsEmpty: false };

/** Whether both sides answer the same rows, all of them, in any order and with every digit. */
export async function isHashEqual(
  sides: Pick<SqlSides, "database" | "duckDb">,
  sql: string,
): Promise<boolean> {
  const { types, rows } = await sides.duckDb.answer(sql);
  const expected = rows.map((row) => row.map((value) => duckdbCell(value, LOSS)));
  const found = await wholeExactAnswer(sides.database, sql);
  const actual = found.map((row) => types.map((type, column) => jsonCell(type, row[column])));
  return hashOfRows(actual) === hashOfRows(expected);
}
