import type { Column } from "@hotdata/contract/types";
import type { FileScanPart } from "../../engine.ts";
import type { ExactDistance, SearchedTable } from "../../search-call.ts";
import { distanceSql } from "../functions/vector-macros.ts";
import { fileReader } from "../file-reader.ts";
import { inlineSelects, scanSql, sourceList } from "../scan-sql.ts";
import { quoteIdentifier } from "../sql-text.ts";
import type { HitPlace } from "./place-hits.ts";
import { hitsRelation, RANK } from "./search-names.ts";

/** Position of a row, for a moment beside the table's own columns. */
const ROW = quoteIdentifier("hotdata row");

/** Columns that follow the table's own. */
function trailing({ scan, scoreColumn, isFiltered }: SearchedTable): Column[] {
  return [
    ...(scoreColumn === undefined
      ? []
      : [{ name: freeName(scoreColumn, scan.columns), type: FLOAT }]),
    ...(isFiltered ? [{ name: RANK, type: DOUBLE }] : []),
  ];
}

const FLOAT = { kind: "scalar", name: "FLOAT" } as const;
const DOUBLE = { kind: "scalar", name: "DOUBLE" } as const;

/** A table may have a column of the score's name. */
function freeName(name: string, columns: readonly Column[]): string {
  const isTaken = columns.some((column) => column.name.toLowerCase() === name);
  return isTaken ? freeName(`${name}_1`, columns) : name;
}

/** The relation of some hits, each named in its text: of a file, only what holds them is read. */
export function fewHitsSql(searched: SearchedTable, places: readonly HitPlace[]): string {
  return union(
    searched,
    places.map((place) => {
      if (place.path === undefined) return inlineSql(searched, place);
      const values = Array.from(
        place.rows,
        (row, index) => `(${row}, '${place.scores[index]}', ${place.ranks[index]})`,
      );
      return joined(searched, {
        source: fileSql(searched, place, place.rows),
        hits: `(VALUES ${values.join(", ")})`,
      });
    }),
  );
}

/** The relation of hits that are in a table, with the number of their place. */
export function manyHitsSql(searched: SearchedTable, places: readonly HitPlace[]): string {
  const table = hitsRelation(searched.name);
  return union(
    searched,
    places.map((place, index) =>
      place.path === undefined
        ? inlineSql(searched, place)
        : joined(searched, {
            source: fileSql(searched, place),
            hits: `(SELECT row, score, rank FROM ${table} WHERE place = ${index})`,
          }),
    ),
  );
}

/** The relation of every row that has a vector. */
export function exactSql(searched: SearchedTable, exact: ExactDistance): string {
  const column = quoteIdentifier(exact.column);
  const distance = distanceSql(exact.metric, column, `[${exact.vector.join(", ")}]`);
  const columns = trailing(searched).map(
    ({ name }) =>
      `CAST(${distance} AS ${name === RANK ? "DOUBLE" : "FLOAT"}) AS ${quoteIdentifier(name)}`,
  );
  const rows = scanSql(searched.scan);
  return `SELECT ${["*", ...columns].join(", ")} FROM (${rows}) AS data WHERE ${column} IS NOT NULL`;
}

function union(searched: SearchedTable, selects: readonly string[]): string {
  const columns = [...searched.scan.columns, ...trailing(searched)];
  return selects.length > 0 ? selects.join("\nUNION ALL\n") : scanSql({ columns, parts: [] });
}

function fileSql(
  { scan }: SearchedTable,
  { part, path = "" }: HitPlace,
  rows?: ArrayLike<number>,
): string {
  if (part.kind !== "files") throw new Error("a data file's hits are in a part without files");
  const columns = sourceList(part satisfies FileScanPart, scan.columns);
  const file = part.files.find((one) => one.path === path) ?? { path };
  return `(SELECT ${columns}, file_row_number AS ${ROW} FROM ${fileReader(file, rows)})`;
}

interface JoinedHits {
  readonly source: string;
  /** Of rows, scores and ranks. */
  readonly hits: string;
}

function joined(searched: SearchedTable, { source, hits }: JoinedHits): string {
  const columns = [
    ...searched.scan.columns.map(({ name }) => `data.${quoteIdentifier(name)}`),
    ...trailing(searched).map(({ name }) =>
      name === RANK
        ? `CAST(hits.rank AS DOUBLE) AS ${quoteIdentifier(RANK)}`
        : `CAST(hits.score AS FLOAT) AS ${quoteIdentifier(name)}`,
    ),
  ];
  return (
    `SELECT ${columns.join(", ")} FROM ${source} AS data ` +
    `JOIN ${hits} AS hits(row, score, rank) ON data.${ROW} = hits.row`
  );
}

function inlineSql(searched: SearchedTable, { part, rows, scores, ranks }: HitPlace): string {
  if (part.kind !== "inline") throw new Error("an inline part's hits are in data files");
  const columns = trailing(searched);
  const texts = Array.from(rows, (row, index) => [
    ...(part.rows[row] ?? []),
    ...columns.map(({ name }) => String(name === RANK ? ranks[index] : scores[index])),
  ]);
  const all = [...searched.scan.columns, ...columns];
  return inlineSelects({ kind: "inline", rows: texts }, all).join("");
}
