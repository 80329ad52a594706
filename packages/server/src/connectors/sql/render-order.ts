import type { TableNeeds } from "../../engine/column-filter.ts";
import type { ReadRequest, RowOrder } from "../connector.ts";
import type { SqlDialect } from "./sql-dialect.ts";

/** The keys of ORDER BY; undefined when the source's order would not be the engine's. */
export function renderOrder(
  dialect: SqlDialect,
  request: ReadRequest,
  order: readonly RowOrder[],
): string | undefined {
  const keys = order.map((key) =>
    dialect.order({
      ...key,
      name: dialect.quote(key.column.name),
      isNeverNull: isNeverNull(request, key),
    }),
  );
  const known = keys.filter((key) => key !== undefined);
  return known.length < keys.length ? undefined : known.join(", ");
}

/** Other filters are not true for NULL; that all are checked exactly is known where order matters. */
function isNeverNull({ needs = [] }: ReadRequest, { column }: RowOrder): boolean {
  const name = column.name.toLowerCase();
  const isNamed = (filters: TableNeeds[number]): boolean =>
    filters.some(({ column: own, op }) => op !== "null" && own.toLowerCase() === name);
  return needs.length > 0 && needs.every(isNamed);
}
