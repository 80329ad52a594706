import { Identifier } from "./identifier.ts";
import { encodeParameter } from "./sql-value.ts";
import type { ParameterValue, SqlValue } from "./sql-value.ts";

/** Values by position for `?` and `$1`, or by name for `$name`. */
export type StatementParameters =
  | readonly ParameterValue[]
  | Readonly<Record<string, ParameterValue>>;

/** Piece of a statement: SQL text, or a parameter whose number follows from its place. */
type Piece = string | { readonly parameter: unknown };

/** An SQL text with its parameters, as the server takes them. */
export interface StatementText {
  readonly sql: string;
  readonly parameters: readonly unknown[] | Readonly<Record<string, unknown>> | undefined;
}

/** A statement that can be sent, or become part of another one. */
export interface Statement {
  readonly text: StatementText;
  /** @throws TypeError when it has numbered parameters of its own and so cannot be a part. */
  readonly pieces: readonly Piece[];
}

/** What can be a part of another statement. */
export interface HasStatement {
  readonly statement: Statement;
}

/** A list without values: `IN` finds nothing in it, and `NOT IN` leaves nothing out. */
const EMPTY_LIST = "SELECT NULL WHERE false";
/** Many write the parentheses of a list themselves; a second pair would make a row of it. */
const OPEN_LIST = /\bin\s*\(\s*$/i;

export function statementOfTemplate(
  strings: readonly string[],
  values: readonly (SqlValue | HasStatement)[],
): Statement {
  const pieces = strings.flatMap((text, index) =>
    index < values.length ? [text, ...piecesOf(values[index], OPEN_LIST.test(text))] : [text],
  );
  return { pieces, text: numbered(pieces) };
}

export function statementOfText(
  sql: string,
  parameters: StatementParameters | undefined,
): Statement {
  if (parameters === undefined) return { pieces: [sql], text: { sql, parameters } };
  return {
    text: { sql, parameters: encodeAll(parameters) },
    get pieces(): never {
      throw new TypeError(
        "a statement made by sql.text with parameters cannot be part of another; use the template",
      );
    },
  };
}

function encodeAll(parameters: StatementParameters): NonNullable<StatementText["parameters"]> {
  if (isList(parameters)) return parameters.map(encodeParameter);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, encodeParameter(value)]),
  );
}

function piecesOf(
  value: SqlValue | HasStatement | undefined,
  isInParentheses: boolean,
): readonly Piece[] {
  if (value instanceof Identifier) return [value.sql];
  if (isList(value)) {
    const members = membersOf(value);
    return isInParentheses ? members : ["(", ...members, ")"];
  }
  if (isQuery(value)) return value.statement.pieces;
  return [{ parameter: encodeParameter(value) }];
}

function membersOf(values: readonly ParameterValue[]): readonly Piece[] {
  if (values.length === 0) return [EMPTY_LIST];
  return values.flatMap((value, index): Piece[] => {
    const parameter = { parameter: encodeParameter(value) };
    return index === 0 ? [parameter] : [", ", parameter];
  });
}

function numbered(pieces: readonly Piece[]): StatementText {
  const parameters: unknown[] = [];
  const texts = pieces.map((piece) =>
    typeof piece === "string" ? piece : `$${parameters.push(piece.parameter)}`,
  );
  return { sql: texts.join(""), parameters: parameters.length === 0 ? undefined : parameters };
}

function isQuery(value: unknown): value is HasStatement {
  return typeof value === "object" && value !== null && "statement" in value;
}

function isList(value: unknown): value is readonly ParameterValue[] {
  return Array.isArray(value);
}
