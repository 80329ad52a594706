import type { KeyedChangeRequest } from "../../keyed-change.ts";
import { placeSql } from "../row-place.ts";
import { quoteIdentifier } from "../sql-text.ts";
import { candidateSql, type WantedColumn } from "./candidate-sql.ts";

/**
 * SQL of the rows that are `hit`, with the values of the load's row of the same key, and their own
 * in columns that the load does not have. `newRows` reads one row for each key.
 */
export function changedRowsSql(request: KeyedChangeRequest, newRows: string): string {
  const { columns, key, rows } = request;
  const wanted: WantedColumn[] = [];
  const values = columns.map(({ name, type, sourceName, fieldId }) => {
    const alias = quoteIdentifier(name);
    if (sourceName !== null) return `named.${quoteIdentifier(sourceName)} AS ${alias}`;
    const index = rows.scan.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new Error(`the table has no column ${name}`);
    wanted.push({ name: `c${fieldId}`, index, type });
    return `found.c${fieldId} AS ${alias}`;
  });
  const conditions = key.map(({ name, type }, place) => {
    const index = rows.scan.columns.findIndex((column) => column.name === name);
    wanted.push({ name: `k${place}`, index, type });
    return `found.k${place} = named.${quoteIdentifier(name)}`;
  });
  return `SELECT ${values.join(", ")}
    FROM (${candidateSql(rows, wanted)}) AS found
      JOIN (${newRows}) AS named ON ${conditions.join(" AND ")}
    WHERE ${placeSql("found.f", "found.pos")} IN (SELECT ${placeSql("f", "pos")} FROM hit)`;
}
