import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type {
  CandidateFile,
  FileDeletion,
  KeyedChangeRequest,
  WrittenDeleteFile,
} from "../../keyed-change.ts";
import { quoteLiteral } from "../sql-text.ts";
import { candidateFiles } from "./candidate-sql.ts";

/** The field ids that the table format gives to the columns of a delete file. */
const FIELD_IDS = "{file_path: 2147483546, pos: 2147483545}";

/** Records the positions in the table `hit`, with the earlier ones in `gone`, file by file. */
export async function writeDeleteFiles(
  connection: DuckDBConnection,
  { rows, targetDir }: KeyedChangeRequest,
): Promise<FileDeletion[]> {
  const files = candidateFiles(rows);
  const counts = await connection.runAndReadAll(
    "SELECT f, count(*) FROM hit WHERE f >= 0 GROUP BY f ORDER BY f",
  );
  const deletions: FileDeletion[] = [];
  for (const [number, count] of counts.getRows()) {
    const path = files[Number(number)]?.path ?? "";
    const { id, liveRowCount } = fileOf(rows.files, path);
    if (Number(count) >= liveRowCount) {
      deletions.push({ dataFileId: id });
      continue;
    }
    const deleted = { number: Number(number), path, targetDir };
    deletions.push({ dataFileId: id, deleteFile: await writeDeleteFile(connection, deleted) });
  }
  return deletions;
}

interface DeletedFrom {
  readonly number: number;
  readonly path: string;
  readonly targetDir: string;
}

async function writeDeleteFile(
  connection: DuckDBConnection,
  { number, path, targetDir }: DeletedFrom,
): Promise<WrittenDeleteFile> {
  const target = join(targetDir, `${randomUUID()}-delete.parquet`);
  const positions =
    `SELECT pos FROM hit WHERE f = ${number} UNION ` +
    `SELECT pos FROM gone WHERE f = ${number} AND in_file`;
  const reader = await connection.runAndReadAll(
    `COPY (SELECT CAST(${quoteLiteral(path)} AS VARCHAR) AS file_path, pos
        FROM (${positions}) ORDER BY pos) TO ${quoteLiteral(target)}
      (FORMAT parquet, COMPRESSION zstd, FIELD_IDS ${FIELD_IDS}, RETURN_STATS)`,
  );
  const [row] = reader.getRowObjects();
  if (row === undefined) throw new Error("the engine does not tell what it wrote");
  return {
    path: target,
    rowCount: Number(row["count"]),
    sizeBytes: Number(row["file_size_bytes"]),
    footerSizeBytes: Number(row["footer_size_bytes"]),
  };
}

function fileOf(files: Readonly<Record<string, CandidateFile>>, path: string): CandidateFile {
  const file = files[path];
  if (file === undefined) throw new Error(`nothing is known of the data file ${path}`);
  return file;
}
