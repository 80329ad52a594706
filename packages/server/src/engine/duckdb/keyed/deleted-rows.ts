import type { DuckDBConnection } from "@duckdb/node-api";
import type { CandidateRows } from "../../keyed-change.ts";
import { placeSql } from "../row-place.ts";
import { quoteList } from "../sql-text.ts";
import { candidateFiles } from "./candidate-sql.ts";

/**
 * Collects the positions deleted earlier in the table `gone` (`f`, `pos`, `place`, which is both, and
 * `in_file`: whether a delete file has it, and not the catalog).
 */
export async function collectDeletedRows(
  connection: DuckDBConnection,
  rows: CandidateRows,
): Promise<void> {
  await connection.run(
    "CREATE TEMP TABLE gone (f INTEGER, pos BIGINT, place BIGINT, in_file BOOLEAN)",
  );
  const files = candidateFiles(rows);
  const deleteFiles = files.flatMap((file, number) =>
    file.deleteFiles.map((path) => ({ number, path })),
  );
  if (deleteFiles.length > 0) {
    const paths = quoteList(deleteFiles.map(({ path }) => path));
    const numbers = deleteFiles.map(({ number }) => number).join(", ");
    await connection.run(
      `INSERT INTO gone SELECT f, pos, ${placeSql("f", "pos")}, true FROM
        (SELECT ([${numbers}])[CAST(file_index AS BIGINT) + 1] AS f, pos
          FROM read_parquet(${paths}, hive_partitioning = false))`,
    );
  }
  const positions = files.flatMap((file, number) =>
    file.deletedPositions.map(
      (position) =>
        `(${number}, ${position}, ${placeSql(String(number), String(position))}, false)`,
    ),
  );
  if (positions.length > 0) {
    await connection.run(`INSERT INTO gone VALUES ${positions.join(", ")}`);
  }
}
