import type { ColumnType } from "@hotdata/contract/types";
import type { RowTextColumn } from "../../engine/engine.ts";
import type { AggregateValue, PartialAggregate, ReadRequest } from "../connector.ts";
import { renderNeeds } from "./render-conditions.ts";
import { rowTextColumn, selectSql, tableSql } from "./select-sql.ts";
import type { SqlDialect } from "./sql-dialect.ts";
import type { SqlText } from "./sql-text.ts";

/** The aggregates as a SELECT; undefined when the source would not give exactly what the engine does. */
export function renderAggregate(
  dialect: SqlDialect,
  request: ReadRequest,
  { groups, values, needs }: PartialAggregate,
): { readonly text: SqlText; readonly columns: readonly RowTextColumn[] } | undefined {
  const where = renderNeeds(dialect, request.columns, needs);
  if (!where.isExact) return undefined;
  const keys = groups.map((column) =>
    dialect.comparable(column, dialect.quote(column.name), "group"),
  );
  const results = values.map((value) => renderValue(dialect, value));
  if (keys.includes(undefined) || results.includes(undefined)) return undefined;
  const groupBy = keys.filter((key) => key !== undefined);
  const shown = groups.map((column, index) => dialect.text(column, groupBy[index] ?? ""));
  const selected = [...shown, ...results.filter((result) => result !== undefined)];
  const table = tableSql(dialect, request);
  const rows = selectSql(selected, table, where.text === undefined ? [] : [where.text]);
  return {
    text: groupBy.length === 0 ? rows : [...rows, ` GROUP BY ${groupBy.join(", ")}`],
    columns: [...groups.map(rowTextColumn), ...values.map(valueColumn)],
  };
}

function renderValue(dialect: SqlDialect, value: AggregateValue): string | undefined {
  if (value.column === undefined) return "count(*)";
  const name = dialect.quote(value.column.name);
  if (value.function === "count") {
    const counted = dialect.counted ? dialect.counted(value.column, name) : name;
    return counted && `count(${counted})`;
  }
  if (value.function === "sum") return dialect.sum(value.column, name);
  const comparable = dialect.comparable(value.column, name, "order");
  if (comparable === undefined) return undefined;
  return dialect.text(value.column, `${value.function}(${comparable})`);
}

function valueColumn(value: AggregateValue, index: number): RowTextColumn {
  const name = `value_${index + 1}`;
  if (value.function === "count") return { name, type: scalar("BIGINT"), encoding: "text" };
  if (value.function === "sum") return { name, type: sumType(value.column.type), encoding: "text" };
  return { ...rowTextColumn(value.column), name };
}

/** What the engine's own sum of a column is. */
function sumType(type: ColumnType): ColumnType {
  if (type.kind === "decimal") return { kind: "decimal", precision: 38, scale: type.scale };
  const isFloating = type.kind === "scalar" && (type.name === "DOUBLE" || type.name === "FLOAT");
  return scalar(isFloating ? "DOUBLE" : "HUGEINT");
}

function scalar(name: "BIGINT" | "HUGEINT" | "DOUBLE"): ColumnType {
  return { kind: "scalar", name };
}
