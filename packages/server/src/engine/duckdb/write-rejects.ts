import { stat } from "node:fs/promises";
import type { LoadSource, RejectsRequest, WrittenRejects } from "../engine.ts";
import { engineError } from "./engine-error.ts";
import { interruptible } from "./interruptible.ts";
import { type RowsContext, withTextRows } from "./load-rows.ts";
import { quoteLiteral } from "./sql-text.ts";
import { badRowsSql } from "./text/rows-sql.ts";

const COLUMNS = [
  { name: "file", type: "VARCHAR" },
  { name: "line", type: "BIGINT" },
  { name: "column", type: "VARCHAR" },
  { name: "value", type: "VARCHAR" },
  { name: "reason", type: "VARCHAR" },
  { name: "raw", type: "VARCHAR" },
] as const;

/** Writes the bad rows of text files in the form of a stored result. */
export async function writeRejects(
  context: RowsContext,
  { sources, targetPath }: RejectsRequest,
): Promise<WrittenRejects> {
  const { connection, signal } = context;
  const list = COLUMNS.map(({ name }, index) => `"${name}" AS c${index}`).join(", ");
  try {
    return await interruptible(connection, signal, () =>
      withAllBadRows(context, sources, [], async (badRows) => {
        const reader = await connection.runAndReadAll(
          `COPY (SELECT ${list} FROM (${badRows.join(" UNION ALL ")})) ` +
            `TO ${quoteLiteral(targetPath)} (FORMAT parquet, COMPRESSION lz4_raw)`,
        );
        const rowCount = Number(reader.value(0, 0));
        return { rowCount, sizeBytes: (await stat(targetPath)).size, columns: resultColumns() };
      }),
    );
  } catch (error) {
    throw engineError(error, {
      replacements: sources.map(({ path, label }) => [path, label] as const),
    });
  }
}

function withAllBadRows<T>(
  context: RowsContext,
  [source, ...others]: readonly LoadSource[],
  queries: readonly string[],
  use: (queries: readonly string[]) => Promise<T>,
): Promise<T> {
  if (source === undefined) return use(queries);
  return withTextRows(context, { source, usedColumns: undefined }, ({ sql, columns }) => {
    const rows = `SELECT ${quoteLiteral(source.label)} AS file, * FROM (${badRowsSql(sql, columns)})`;
    return withAllBadRows(context, others, [...queries, rows], use);
  });
}

function resultColumns(): WrittenRejects["columns"] {
  return COLUMNS.map(({ name, type }) => ({
    name,
    type: { kind: "scalar", name: type },
    nullable: true,
  }));
}
