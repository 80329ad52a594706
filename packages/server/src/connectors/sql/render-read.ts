import type { TableNeeds } from "../../engine/column-filter.ts";
import type { RowTextColumn } from "../../engine/engine.ts";
import type { ReadRequest } from "../connector.ts";
import { renderAggregate } from "./render-aggregate.ts";
import { renderFrom, renderNeeds } from "./render-conditions.ts";
import { renderOrder } from "./render-order.ts";
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
  const { aggregate } = request;
  const from = renderFrom(dialect, request);
  if (aggregate !== undefined && from === undefined) {
    const rendered = renderAggregate(dialect, request, aggregate);
    if (rendered !== undefined) {
      return { ...rendered, isExact: true, isAggregate: true, isSelective: true };
    }
  }
  const needs = renderNeeds(dialect, request.columns, request.needs ?? []);
  const values = request.columns.map((column) => dialect.text(column, dialect.quote(column.name)));
  const selected = [...values, ...(dialect.guards?.(request.columns) ?? [])];
  const first = needs.isExact ? renderFirst(dialect, request) : undefined;
  const isLimited = first !== undefined;
  const isSorted = isLimited && request.order !== undefined;
  const guard = isSorted && needs.text === undefined ? dialect.orderGuard : undefined;
  const conditions = [needs.text ?? guard, from].filter((text) => text !== undefined);
  const rows = selectSql(selected, tableSql(dialect, request), conditions);
  return {
    text: isLimited ? [...rows, first] : rows,
    isExact: needs.isExact && aggregate === undefined && (isLimited || request.order === undefined),
    columns: request.columns.map(rowTextColumn),
    isAggregate: false,
    isSelective: isLimited || (needs.text !== undefined && isNarrow(request.needs)),
  };
}

/** Whether few rows may come: most are other than a value, or not NULL. */
function isNarrow(needs: TableNeeds = []): boolean {
  return needs.every((filters) => filters.some(({ op }) => op !== "not in" && op !== "not null"));
}

/** How many rows will do, and which; undefined where all of them have to come. */
function renderFirst(dialect: SqlDialect, request: ReadRequest): string | undefined {
  const { limit, order } = request;
  if (limit === undefined) return undefined;
  if (order === undefined) return ` LIMIT ${limit}`;
  const keys = renderOrder(dialect, request, order);
  return keys && ` ORDER BY ${keys} LIMIT ${limit}`;
}
