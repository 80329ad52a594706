import type { QueryScope } from "./query-scope.ts";
import type { Query } from "./query.ts";
import type { SqlValue } from "./sql-value.ts";
import { statementOfTemplate, statementOfText } from "./statement.ts";
import type { Statement, StatementParameters } from "./statement.ts";

/** Makes statements: as the tag of a template, or from text with {@link SqlTag.text}. */
export interface SqlTag<Q extends Query = Query> {
  /**
   * A statement whose values go to the server as parameters, never as SQL.
   *
   * ```ts
   * const rows = await db.sql`SELECT * FROM orders WHERE city = ${city} AND id IN ${[1, 2]}`.rows();
   * ```
   */
  (strings: TemplateStringsArray, ...values: SqlValue[]): Q;
  /**
   * A statement from a text that is known only at run time, with values for its `?`, `$1` or
   * `$name`. The text itself runs as it is: never build it from what others typed in.
   *
   * @param sql - One statement.
   * @param parameters - A list for `?` and `$1`, an object for `$name`.
   */
  text(sql: string, parameters?: StatementParameters): Q;
}

/** Makes the query objects of a tag. */
export type QueryMaker<Q extends Query> = (scope: QueryScope, statement: Statement) => Q;

export function sqlTag<Q extends Query>(scope: QueryScope, makeQuery: QueryMaker<Q>): SqlTag<Q> {
  const tag = (strings: TemplateStringsArray, ...values: SqlValue[]): Q => {
    if (!Array.isArray(strings)) {
      throw new TypeError("sql is the tag of a template: sql`SELECT 1`; for a text use sql.text()");
    }
    return makeQuery(scope, statementOfTemplate(strings, values));
  };
  const text = (sql: string, parameters?: StatementParameters): Q =>
    makeQuery(scope, statementOfText(sql, parameters));
  return Object.assign(tag, { text });
}
