/** A name in SQL text, quoted; made by {@link identifier}. */
export class Identifier {
  /** As it stands in the statement, e.g. `"public"."orders"`. */
  readonly sql: string;

  constructor(parts: readonly string[]) {
    if (parts.length === 0 || parts.includes("")) {
      throw new TypeError("identifier() takes one or more names that are not empty");
    }
    this.sql = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
  }
}

/**
 * A name for the SQL tag: of a column, or of a table with its schema. It is quoted, so any text is
 * safe; values need nothing of the kind.
 *
 * ```ts
 * db.sql`SELECT ${identifier(column)} FROM ${identifier("public", "orders")}`;
 * ```
 *
 * @param parts - Name of a schema, table or column, from the outermost to the innermost.
 */
export function identifier(...parts: string[]): Identifier {
  return new Identifier(parts);
}
