import type {
  DuckDBConnection,
  DuckDBPreparedStatement,
  DuckDBType,
  DuckDBValue,
} from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import { type ParameterValue, SqlError, type SqlParameter, type TypedText } from "../engine.ts";
import { engineError } from "./engine-error.ts";

/** Sets a prepared statement's parameters to values of the engine's own. */
export type BindParameters = (prepared: DuckDBPreparedStatement) => void;

interface EngineValue {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}

const MAX_INT32 = 2_147_483_647;

/**
 * Makes ready what a statement's parameters are bound to. Values never become part of a text: those
 * with a type are cast by the engine first, themselves as parameters.
 *
 * @throws {SqlError} when a value is none of its type
 */
export async function bindParameters(
  connection: DuckDBConnection,
  parameters: readonly SqlParameter[],
): Promise<BindParameters> {
  const typed = new Map<string, EngineValue>();
  for (const { name, value } of parameters) {
    if (isTypedText(value)) typed.set(name, await castText(connection, name, value));
  }
  return (prepared) => {
    for (let index = 1; index <= prepared.parameterCount; index += 1) {
      const name = prepared.parameterName(index);
      const parameter = parameters.find((given) => given.name === name);
      if (parameter === undefined) throw new Error("a parameter lost its value");
      const cast = typed.get(name);
      if (cast !== undefined) prepared.bindValue(index, cast.value, cast.type);
      else if (!isTypedText(parameter.value)) bindPlain(prepared, index, parameter.value);
    }
  };
}

function isTypedText(value: ParameterValue): value is TypedText {
  return typeof value === "object" && value !== null;
}

function bindPlain(
  prepared: DuckDBPreparedStatement,
  index: number,
  value: Exclude<ParameterValue, TypedText>,
): void {
  if (value === null) prepared.bindNull(index);
  else if (typeof value === "boolean") prepared.bindBoolean(index, value);
  else if (typeof value === "string") prepared.bindVarchar(index, value);
  else if (typeof value === "bigint") bindInteger(prepared, index, value);
  else if (Number.isInteger(value) && Math.abs(value) <= MAX_INT32) {
    prepared.bindInteger(index, value);
  } else if (Number.isSafeInteger(value)) prepared.bindBigInt(index, BigInt(value));
  else prepared.bindDouble(index, value);
}

function bindInteger(prepared: DuckDBPreparedStatement, index: number, value: bigint): void {
  if (BigInt.asIntN(64, value) === value) prepared.bindBigInt(index, value);
  else if (BigInt.asIntN(128, value) === value) prepared.bindHugeInt(index, value);
  else prepared.bindBigNum(index, value);
}

async function castText(
  connection: DuckDBConnection,
  name: string,
  { type, text }: TypedText,
): Promise<EngineValue> {
  const isBinary = type.kind === "scalar" && type.name === "BLOB";
  const sqlText = isBinary ? "SELECT unhex($1)" : `SELECT CAST($1 AS ${sqlTypeText(type)})`;
  try {
    const prepared = await connection.prepare(sqlText);
    try {
      prepared.bindVarchar(1, text);
      const reader = await prepared.runAndReadAll();
      return { value: reader.value(0, 0), type: reader.columnType(0) };
    } finally {
      prepared.destroySync();
    }
  } catch (thrown) {
    const error = engineError(thrown);
    throw error instanceof SqlError
      ? new SqlError(
          `parameters: the value of $${name} is no ${sqlTypeText(type)}: ${error.message}`,
        )
      : error;
  }
}
