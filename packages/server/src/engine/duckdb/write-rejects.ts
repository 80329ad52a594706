import { stat } from "node:fs/promises";
import type { RejectsRequest, WrittenRejects } from "../engine.ts";
import { interruptible } from "./interruptible.ts";
import { type RowsContext, withTextRows } from "./load-rows.ts";
import { sourceError } from "./source-error.ts";
import { quoteLiteral } from "./sql-text.ts";
import { badRowsSql } from "./text/rows-sql.ts";

const COLUMNS = [
  { name: "line", type: "BIGINT" },
  { name: "column", type: "VARCHAR" },
  { name: "value", type: "VARCHAR" },
  { name: "reason", type: "VARCHAR" },
  { name: "raw", type: "VARCHAR" },
] as const;

/** Writes the bad rows of a text file in the form of a stored result. */
export async function writeRejects(
  context: RowsContext,
  { source, targetPath }: RejectsRequest,
): Promise<WrittenRejects> {
  const { connection, signal } = context;
  const list = COLUMNS.map(({ name }, index) => `"${name}" AS c${index}`).join(", ");
  try {
    return await interruptible(connection, signal, () =>
      withTextRows(context, source, async ({ sql, columns }) => {
        const reader = await connection.runAndReadAll(
          `COPY (SELECT ${list} FROM (${badRowsSql(sql, columns)})) ` +
            `TO ${quoteLiteral(targetPath)} (FORMAT parquet, COMPRESSION lz4_raw)`,
        );
        const { size } = await stat(targetPath);
        return {
          rowCount: Number(reader.value(0, 0)),
          sizeBytes: size,
          columns: COLUMNS.map(({ name, type }) => ({
            name,
            type: { kind: "scalar", name: type },
            nullable: true,
          })),
        };
      }),
    );
  } catch (error) {
    throw sourceError(error, source);
  }
}
