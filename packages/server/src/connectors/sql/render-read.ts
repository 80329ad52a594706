import type { RowTextColumn } from "../../engine/engine.ts";
import type { ReadRequest } from "../connector.ts";
import { renderAggregate } from "./render-aggregate.ts";
import { renderFrom, renderNeeds } from "./render-conditions.ts";
import { rowTextColumn, selectSql, tableSql } from "./select-sql.ts";
import type { SqlDialect } from "./sql-dialect.ts";
import type { SqlText } from "./sql-text.ts";

export interface RenderedRead {
  readonly text: SqlText;
  /** See `SourceRead.isExact`. */
  readonly isExact: boolean;
  readonly columns: readonly RowTextColumn[];
  /** Whether the rows are the aggregates that were asked for. */
  readonly isAggregate: boolean;
  /** Whether rows are chosen at the source, so that few of a large table may come. */
  readonly isSelective: boolean;
}

/**
 * The SELECT that a source is asked for a request. Aggregates that it cannot do exactly are left to
 * the engine: the rows themselves are asked for then.
 *
 * @throws {SourceError} `unreadable` when `from` cannot be checked exactly
 */
export function renderRead(dialect: SqlDialect, request: ReadRequest): RenderedRead {
  const { aggregate, limit } = request;
  const from = renderFrom(dialect, request);
  if (aggregate !== undefined && from === undefined) {
    const rendered = renderAggregate(dialect, request, aggregate);
    if (rendered !== undefined) {
      return { ...rendered, isExact: true, isAggregate: true, isSelective: true };
    }
  }
  const needs = renderNeeds(dialect, request.columns, request.needs ?? []);
  const values = request.columns.map((column) => dialect.text(column, dialect.quote(column.name)));
  const conditions = [needs.text, from].filter((text) => text !== undefined);
  const selected = [...values, ...(dialect.guards?.(request.columns) ?? [])];
  const rows = selectSql(selected, tableSql(dialect, request), conditions);
  const isLimited = limit !== undefined && needs.isExact;
  return {
    text: isLimited ? [...rows, ` LIMIT ${limit}`] : rows,
    isExact: needs.isExact && aggregate === undefined,
    columns: request.columns.map(rowTextColumn),
    isAggregate: false,
    isSelective: needs.text !== undefined || isLimited,
  };
}
