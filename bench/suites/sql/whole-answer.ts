import { z } from "zod";
import { parseLossless } from "../../../test/corpora/compare/lossless-json.ts";
import type { BenchDatabase } from "../../server/bench-database.ts";

const answered = z.object({
  result_id: z.string(),
  truncated: z.boolean(),
  rows: z.custom<unknown[][]>(Array.isArray),
});
const stored = z.object({ rows: z.custom<unknown[][]>(Array.isArray) });

/** All rows of a statement: those of its answer, or of its result where the answer is cut. */
export async function wholeAnswer(database: BenchDatabase, sql: string): Promise<unknown[][]> {
  const answer = answered.parse(await database.query(sql));
  if (!answer.truncated) return answer.rows;
  return stored.parse(JSON.parse(await database.resultText(answer.result_id))).rows;
}

/** The same with every digit of numbers, for comparing. */
export async function wholeExactAnswer(database: BenchDatabase, sql: string): Promise<unknown[][]> {
  const { result_id: id } = answered.parse(await database.query(sql));
  return stored.parse(parseLossless(await database.resultText(id))).rows;
}
