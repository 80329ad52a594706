import { checkedRows } from "../query/checked-rows.ts";
import type { QueryScope } from "../query/query-scope.ts";
import { Query } from "../query/query.ts";
import type { SearchHit, SearchOptions, SearchQuery } from "./search-options.ts";
import { searchStatement } from "./search-statement.ts";

/** Searches a table by an index of it; the trailing column of the answer is the score. */
export async function searchTable<Row>(
  scope: QueryScope,
  query: SearchQuery,
  options: SearchOptions<Row>,
): Promise<SearchHit<Row>[]> {
  const { table, column, kind, limit, filter, columns: wanted, schema, ...run } = options;
  const statement = searchStatement(query, { table, column, kind, limit, filter, columns: wanted });
  const { columns, values } = await new Query(scope, statement).result(run);
  const names = columns.slice(0, -1);
  const page = { columns: names, rows: values.map((row) => row.slice(0, -1)) };
  const rows = await checkedRows(page, 0, schema);
  const isDistance = columns.at(-1) === "_distance";
  return rows.map((row, index) => {
    const figure = Number(values[index]?.at(-1));
    return { row, score: isDistance ? 0 - figure : figure };
  });
}
