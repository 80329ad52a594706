import { SqlError } from "../../engine.ts";

/** Says what DuckDB's parser found wrong, in its words where they help a user. */
export function parserError(message: string, position: number | undefined): SqlError {
  if (/^Max expression depth limit|^memory exhausted/.test(message)) {
    return new SqlError(
      "Parser Error: the statement is nested too deeply: split it with WITH into smaller parts.",
      position,
    );
  }
  if (/NOT IMPLEMENTED/.test(message)) {
    return new SqlError(
      "Parser Error: this form of a name or literal is not supported: a table name has at most " +
        "three parts, and U& escapes are unknown.",
      position,
    );
  }
  return new SqlError(`Parser Error: ${message}`, position);
}
