import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExecuteRequest } from "../../engine.ts";
import type { StatementProfile } from "../../statement-profile.ts";
import type { BindParameters } from "../bind-parameters.ts";
import { runBound } from "../bind-query.ts";
import { quoteLiteral } from "../sql-text.ts";
import { statementProfile } from "./statement-profile.ts";

export interface ProfiledCopy {
  readonly rowCount: number;
  readonly sizeBytes: number;
  readonly profile: StatementProfile;
}

export interface CopyToProfile {
  /** A COPY to the request's `resultPath`. */
  readonly copySql: string;
  readonly bind: BindParameters | undefined;
  readonly request: ExecuteRequest;
}

/**
 * Writes a result once, with every operator measured. EXPLAIN ANALYZE needs no setting that would
 * have to be unlocked, but answers the plan in place of what was written: the file tells that.
 */
export async function copyProfiled(
  connection: DuckDBConnection,
  { copySql, bind, request }: CopyToProfile,
): Promise<ProfiledCopy> {
  const explained = await runBound(connection, `EXPLAIN (ANALYZE, FORMAT json) ${copySql}`, bind);
  const [[, plan] = []] = await explained.getRows();
  if (typeof plan !== "string") throw new Error("EXPLAIN ANALYZE answered no plan");
  const written = await connection.run(
    `SELECT num_rows, file_size_bytes FROM parquet_file_metadata(${quoteLiteral(request.resultPath)})`,
  );
  const [row] = await written.getRowObjects();
  if (row === undefined) throw new Error("a written result has no metadata");
  const rowCount = Number(row["num_rows"]);
  const sizeBytes = Number(row["file_size_bytes"]);
  return { rowCount, sizeBytes, profile: statementProfile(plan, request, rowCount) };
}
