import { SqlError } from "../../engine.ts";

/** DuckDB quotes the whole token it stumbled over. */
const MAX_MESSAGE_LENGTH = 500;

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
  const isLong = message.length > MAX_MESSAGE_LENGTH;
  const shown = isLong ? `${message.slice(0, MAX_MESSAGE_LENGTH)}...` : message;
  return new SqlError(`Parser Error: ${shown}`, position);
}
