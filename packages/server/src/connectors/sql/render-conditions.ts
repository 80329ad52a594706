import {
  type ColumnFilter,
  type FilterValue,
  filterValues,
  type TableNeeds,
} from "../../engine/column-filter.ts";
import { type DiscoveredColumn, type ReadRequest } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { type Constant, constantOf } from "./constant.ts";
import type { Comparison, Condition, SqlDialect } from "./sql-dialect.ts";
import { joinSql, type SqlText, sql } from "./sql-text.ts";

/** Longer lists of values are left to the engine. */
const MAX_VALUES = 1000;
/** Sources have limits to patterns. */
const MAX_PREFIX = 1000;

/** Rows that any of the lists needs; `text` is undefined where all rows are. */
export interface Needed {
  readonly text: SqlText | undefined;
  readonly isExact: boolean;
}

/** @param columns those that filters may be on */
export function renderNeeds(
  dialect: SqlDialect,
  columns: readonly DiscoveredColumn[],
  needs: TableNeeds,
): Needed {
  const lists = needs.map((filters) => renderFilters(dialect, columns, filters));
  const isExact = lists.every((list) => list.isExact);
  const texts = lists.map((list) => list.text).filter((text) => text !== undefined);
  if (texts.length === 0 || texts.length < lists.length) return { text: undefined, isExact };
  const [first] = texts;
  if (texts.length === 1) return { text: first, isExact };
  return {
    text: sql`(${joinSql(
      texts.map((text) => sql`(${text})`),
      " OR ",
    )})`,
    isExact,
  };
}

/** Rows that meet all of the filters, as far as they can be checked. */
export function renderFilters(
  dialect: SqlDialect,
  columns: readonly DiscoveredColumn[],
  filters: readonly ColumnFilter[],
): Needed {
  const conditions = filters.map((filter) => renderFilter(dialect, columns, filter));
  const known = conditions.filter((condition) => condition !== undefined);
  const isExact = known.length === conditions.length && known.every(({ isExact }) => isExact);
  if (known.length === 0) return { text: undefined, isExact };
  return {
    text: joinSql(
      known.map(({ text }) => text),
      " AND ",
    ),
    isExact,
  };
}

/**
 * The condition of `from`, which has to be exact: more rows would be taken over twice.
 * @throws {SourceError} `unreadable` for a column that cannot be followed
 */
export function renderFrom(dialect: SqlDialect, request: ReadRequest): SqlText | undefined {
  const { from, columns } = request;
  if (from === undefined) return undefined;
  const op = from.isInclusive ? ">=" : ">";
  const value: FilterValue = { kind: "text", text: from.value };
  const condition = renderFilter(dialect, columns, { column: from.column, op, value });
  if (condition?.isExact === true) return condition.text;
  throw new SourceError(
    "unreadable",
    `Rows cannot be read from a value of column ${JSON.stringify(from.column)} on: its type has no ` +
      "order that is known exactly. Follow a column of whole numbers, days or timestamps.",
  );
}

function renderFilter(
  dialect: SqlDialect,
  columns: readonly DiscoveredColumn[],
  filter: ColumnFilter,
): Condition | undefined {
  const column = findColumn(columns, filter.column);
  if (column === undefined) return undefined;
  const { op } = filter;
  const name = dialect.quote(column.name);
  const compared = { column, name };
  if (op === "null" || op === "not null") {
    return dialect.condition({ ...compared, op, constants: [] });
  }
  const values = filterValues(filter);
  const all = values.map((value) => constantOf(column.type, value));
  const known = all.filter((constant) => constant !== undefined);
  if (known.length < all.length || known.length > MAX_VALUES) return undefined;
  const constants = known.filter(({ kind }) => kind !== "none");
  const isRounded = constants.some(({ kind }) => kind === "rounded");
  if (op === "not in" && (isRounded || constants.length === 0)) {
    const others = dialect.condition({ ...compared, op: "not null", constants: [] });
    return others && { ...others, isExact: others.isExact && !isRounded };
  }
  if (op === "prefix") return renderPrefix(dialect, { ...compared, op, constants });
  if (constants.length === 0) return op === "in" ? NO_ROW : undefined;
  if (isRounded && op !== "not in") return compareRounded(name, op, constants);
  return dialect.condition({ ...compared, op, constants });
}

/** Only texts begin with one. */
function renderPrefix(dialect: SqlDialect, comparison: Comparison): Condition | undefined {
  const [constant] = comparison.constants;
  const isText = constant?.kind === "text" && constant.text !== "";
  return isText && constant.text.length <= MAX_PREFIX ? dialect.condition(comparison) : undefined;
}

/** All dialects have it; not all have FALSE. */
const NO_ROW: Condition = { text: ["1 = 0"], isExact: true };

/** More rows than the engine's: numbers that are as good as equal to a constant are let pass. */
function compareRounded(
  name: string,
  op: "in" | "<" | "<=" | ">" | ">=",
  constants: readonly Constant[],
): Condition | undefined {
  const ranges = constants.flatMap((constant) => (constant.kind === "rounded" ? [constant] : []));
  const [first] = ranges;
  if (first === undefined || ranges.length < constants.length) return undefined;
  const bound = op === "<" || op === "<=" ? first.high : first.low;
  if (op !== "in") return { text: [`${name} ${op} `, { value: bound }], isExact: false };
  const texts = ranges.map(
    ({ low, high }) => sql`${name} BETWEEN ${{ value: low }} AND ${{ value: high }}`,
  );
  return { text: sql`(${joinSql(texts, " OR ")})`, isExact: false };
}

/** The engine finds columns in any case. */
function findColumn(
  columns: readonly DiscoveredColumn[],
  name: string,
): DiscoveredColumn | undefined {
  const wanted = name.toLowerCase();
  return columns.find((column) => column.name.toLowerCase() === wanted);
}
