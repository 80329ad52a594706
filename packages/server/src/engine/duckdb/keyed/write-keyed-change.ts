import type { DuckDBConnection } from "@duckdb/node-api";
import type { WrittenFile } from "../../engine.ts";
import type { KeyedChange, KeyedChangeRequest } from "../../keyed-change.ts";
import type { RowGroups } from "../row-groups.ts";
import { engineError } from "../engine-error.ts";
import { interruptible } from "../interruptible.ts";
import { placeSql } from "../row-place.ts";
import { quoteIdentifier } from "../sql-text.ts";
import { type WantedColumn, candidateSql, INLINED } from "./candidate-sql.ts";
import { changedRowsSql } from "./changed-rows-sql.ts";
import { collectDeletedRows } from "./deleted-rows.ts";
import { hasRepeatedKeys, incomingSql, lastRowsSql } from "./incoming-sql.ts";
import { writeDeleteFiles } from "./write-delete-files.ts";
import { writeRows } from "./write-rows.ts";

/**
 * Finds the rows that a load's keys name in one pass over the candidates, and writes what a commit
 * needs: new data files, and a delete file for each file that loses rows but not all of them.
 * The connection must be of its own: temporary tables go with it.
 */
export async function writeKeyedChange(
  connection: DuckDBConnection,
  request: KeyedChangeRequest & RowGroups,
  signal: AbortSignal,
): Promise<KeyedChange> {
  try {
    return await interruptible(connection, signal, () => change(connection, request));
  } catch (error) {
    throw engineError(error);
  }
}

async function change(
  connection: DuckDBConnection,
  request: KeyedChangeRequest & RowGroups,
): Promise<KeyedChange> {
  const { mode, incoming, rows } = request;
  if (incoming.length === 0) return { files: [], deletions: [], inlinedRowIds: [] };
  const isRepeated = mode !== "delete" && (await hasRepeatedKeys(connection, request));
  const newRows = isRepeated ? lastRowsSql(request) : incomingSql(request);
  if (rows.scan.parts.length === 0) {
    const files = mode === "upsert" ? await upserted(connection, request, isRepeated) : [];
    return { files, deletions: [], inlinedRowIds: [] };
  }
  await collectDeletedRows(connection, rows);
  await findHits(connection, request);
  const deletions = await writeDeleteFiles(connection, request);
  const inlinedRowIds = await hitsInCatalog(connection);
  let files: readonly WrittenFile[] = [];
  if (mode === "upsert") files = await upserted(connection, request, isRepeated);
  const hasHits = deletions.length > 0 || inlinedRowIds.length > 0;
  if (mode === "update" && hasHits) {
    files = await writeRows(connection, request, changedRowsSql(request, newRows));
  }
  return { files, deletions, inlinedRowIds };
}

/** Rows that came without repeated keys, for a table of any order, stay in the files they are in. */
async function upserted(
  connection: DuckDBConnection,
  request: KeyedChangeRequest & RowGroups,
  isRepeated: boolean,
): Promise<readonly WrittenFile[]> {
  if (!isRepeated && request.layout === undefined) return request.incoming;
  return writeRows(connection, request, isRepeated ? lastRowsSql(request) : incomingSql(request));
}

/** Puts the places of all rows with one of the keys into the table `hit`. */
async function findHits(connection: DuckDBConnection, request: KeyedChangeRequest): Promise<void> {
  const { key, rows } = request;
  const wanted = key.map(({ name, type }, index): WantedColumn => {
    return { name: `k${index}`, index: placeOf(request, name), type };
  });
  const keys = key.map(({ name }, index) => `${quoteIdentifier(name)} AS k${index}`).join(", ");
  const isSame = wanted.map(({ name }) => `found.${name} = named.${name}`).join(" AND ");
  await connection.run(
    `CREATE TEMP TABLE hit AS
      SELECT f, pos FROM (${candidateSql(rows, wanted)}) AS found
        SEMI JOIN (${incomingSql(request, keys)}) AS named ON ${isSame}
      WHERE ${placeSql("f", "pos")} NOT IN (SELECT place FROM gone)
      ORDER BY f, pos`,
  );
}

async function hitsInCatalog(connection: DuckDBConnection): Promise<number[]> {
  const reader = await connection.runAndReadAll(`SELECT pos FROM hit WHERE f = ${INLINED}`);
  return reader.getRows().map(([pos]) => Number(pos));
}

function placeOf({ rows }: KeyedChangeRequest, name: string): number {
  const index = rows.scan.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`the table has no column ${name}`);
  return index;
}
