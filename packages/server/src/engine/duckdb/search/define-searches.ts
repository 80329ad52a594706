import { type DuckDBConnection, DuckDBDataChunk, FLOAT, UINTEGER } from "@duckdb/node-api";
import type { HitRows, SearchedTable } from "../../search-call.ts";
import { type HitPlace, placeHits } from "./place-hits.ts";
import { hitsRelation, hitsTable, searchRelation, wantedRelation } from "./search-names.ts";
import { exactSql, fewHitsSql, manyHitsSql } from "./search-sql.ts";

/** More hits than these are joined from a table instead of being named in the statement. */
const FEW_HITS = 100;

/** Rows of one data chunk. */
const CHUNK_ROWS = 2048;

/** Makes the relations that stand for a statement's searches, on its connection alone. */
export async function defineSearches(
  connection: DuckDBConnection,
  searches: readonly SearchedTable[],
): Promise<void> {
  for (const searched of searches) {
    const view = searchRelation(searched.name);
    await connection.run(
      `CREATE OR REPLACE TEMP VIEW ${view} AS ${await relationSql(connection, searched)}`,
    );
    if (!searched.isFiltered) continue;
    const { wanted = 0 } = searched;
    const relation = wantedRelation(searched.name);
    await connection.run(`CREATE OR REPLACE TEMP VIEW ${relation} AS SELECT ${wanted} AS wanted`);
  }
}

/** Lets go of the relations, and of the hits in them. */
export async function dropSearches(
  connection: DuckDBConnection,
  searches: readonly SearchedTable[],
): Promise<void> {
  for (const { name, isFiltered, hits } of searches) {
    await connection.run(`DROP VIEW IF EXISTS ${searchRelation(name)}`);
    if (isFiltered) await connection.run(`DROP VIEW IF EXISTS ${wantedRelation(name)}`);
    if (!areFew(hits)) await connection.run(`DROP TABLE IF EXISTS ${hitsRelation(name)}`);
  }
}

function areFew(hits: readonly Pick<HitRows, "rows">[]): boolean {
  return hits.reduce((sum, { rows }) => sum + rows.length, 0) <= FEW_HITS;
}

async function relationSql(connection: DuckDBConnection, searched: SearchedTable): Promise<string> {
  const { isExact, distance } = searched;
  if (isExact === true && distance !== undefined) return exactSql(searched, distance);
  const places = placeHits(searched);
  if (areFew(places)) return fewHitsSql(searched, places);
  await storeHits(connection, searched.name, places);
  return manyHitsSql(searched, places);
}

/** Handed over in chunks: as a text, 100,000 hits would take twenty times as long. */
async function storeHits(
  connection: DuckDBConnection,
  name: string,
  places: readonly HitPlace[],
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${hitsRelation(name)} ` +
      "(place UINTEGER, row UINTEGER, score FLOAT, rank UINTEGER)",
  );
  const appender = await connection.createAppender(hitsTable(name), "main", "temp");
  try {
    for (const [place, { rows, scores, ranks }] of places.entries()) {
      for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
        const end = Math.min(start + CHUNK_ROWS, rows.length);
        const chunk = DuckDBDataChunk.create([UINTEGER, UINTEGER, FLOAT, UINTEGER], end - start);
        chunk.setColumns([
          Array.from({ length: end - start }, () => place),
          Array.from(rows.subarray(start, end)),
          Array.from(scores.subarray(start, end)),
          Array.from(ranks.subarray(start, end)),
        ]);
        appender.appendDataChunk(chunk);
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
