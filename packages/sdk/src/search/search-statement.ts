import { identifier } from "../query/identifier.ts";
import { Query } from "../query/query.ts";
import type { ParameterValue, SqlValue } from "../query/sql-value.ts";
import { statementOfTemplate } from "../query/statement.ts";
import type { HasStatement, Statement } from "../query/statement.ts";
import type { ColumnValues, SearchKind, SearchOptions, SearchQuery } from "./search-options.ts";

const DEFAULT_LIMIT = 10;
const KINDS = new Set<unknown>(["text", "vector", "hybrid"] satisfies SearchKind[]);

/**
 * The statement of a search: everything that is given goes into parameters, but for names of
 * columns, which are quoted.
 *
 * @throws TypeError for a kind, a vector or a limit that is none.
 */
export function searchStatement(query: SearchQuery, options: SearchOptions<unknown>): Statement {
  const { table, column, filter, columns, limit = DEFAULT_LIMIT } = options;
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new TypeError(`limit is the most hits wanted, 1 or more, not ${limit}`);
  }
  const { call, order } = functionOf(query, kindOf(query, options.kind));
  const wanted = columns === undefined ? part`*` : part`${namesOf([...columns, order.column])}`;
  const text = typeof query === "string" ? query : vectorValue(query);
  const from = part`SELECT ${wanted} FROM ${call}(${table}, ${column}, ${text}, ${limit})`;
  const found = filter === undefined ? from : part`${from} WHERE ${conditionOf(filter)}`;
  return part`${found} ORDER BY ${identifier(order.column)}${order.direction} LIMIT ${limit}`
    .statement;
}

function kindOf(query: SearchQuery, kind: SearchKind | undefined): SearchKind {
  if (kind === undefined) return typeof query === "string" ? "text" : "vector";
  if (!KINDS.has(kind)) throw new TypeError(`kind is "text", "vector" or "hybrid", not "${kind}"`);
  if (kind !== "vector" && typeof query !== "string") {
    throw new TypeError(`a search of kind "${kind}" looks for a text, not for a vector`);
  }
  return kind;
}

/** Which function of the server's SQL it is, and how its hits are ranked. */
function functionOf(query: SearchQuery, kind: SearchKind) {
  const byScore = { column: "score", direction: part` DESC` };
  if (kind === "text") return { call: part`bm25_search`, order: byScore };
  if (kind === "hybrid") return { call: part`hybrid_search`, order: byScore };
  const call = typeof query === "string" ? part`vector_search` : part`vector_search_vector`;
  return { call, order: { column: "_distance", direction: part`` } };
}

function vectorValue(vector: Exclude<SearchQuery, string>): ParameterValue {
  const numbers = Array.from(vector);
  const wrong = numbers.findIndex((number) => !Number.isFinite(number));
  if (numbers.length === 0 || wrong >= 0) {
    const what = wrong < 0 ? "has no numbers" : `has ${String(numbers[wrong])} at ${wrong}`;
    throw new TypeError(`a vector to look for has finite numbers only; this one ${what}`);
  }
  return { type: "FLOAT[]", value: `[${numbers.join(", ")}]` };
}

function conditionOf(filter: NonNullable<SearchOptions<unknown>["filter"]>): HasStatement {
  if (filter instanceof Query) return part`(${filter})`;
  const conditions = Object.entries(filter).map(([name, value]) => equality(name, value));
  return part`(${conditions.reduce((all, one) => part`${all} AND ${one}`, part`true`)})`;
}

function equality(name: string, value: ColumnValues[string]): HasStatement {
  if (value === null) return part`${identifier(name)} IS NULL`;
  return isList(value)
    ? part`${identifier(name)} IN ${value}`
    : part`${identifier(name)} = ${value}`;
}

function namesOf(names: readonly string[]): HasStatement {
  const [first = part``, ...rest] = names.map((name) => part`${identifier(name)}`);
  return rest.reduce((all, one) => part`${all}, ${one}`, first);
}

function part(strings: TemplateStringsArray, ...values: (SqlValue | HasStatement)[]): HasStatement {
  return { statement: statementOfTemplate(strings, values) };
}

function isList(value: ColumnValues[string]): value is readonly ParameterValue[] {
  return Array.isArray(value);
}
