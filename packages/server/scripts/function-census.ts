import { foldIdentifier } from "@hotdata/contract/types";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  allowedFunctions,
  allowedTableFunctions,
} from "../src/engine/duckdb/statement/allowed-functions.ts";
import { findRefusalReason } from "../src/engine/duckdb/statement/refused-functions.ts";

/** A function of the engine, in all its overloads. */
export interface EngineFunction {
  readonly name: string;
  readonly place: "expression" | "from";
  /** What macros stand for. */
  readonly macroDefinitions: readonly string[];
}

export interface FunctionCensus {
  readonly functions: readonly EngineFunction[];
  /** On no list: somebody has to decide. */
  readonly undecided: readonly EngineFunction[];
  /** Both allowed and refused in the same place. */
  readonly contradictory: readonly string[];
  /** Allowed, but unknown to the engine. */
  readonly missing: readonly string[];
}

/** Names that the engine's binder knows without listing them. */
const UNLISTED = ["unnest", "unlist"];

const QUERY = `
  SELECT function_name, ends_with(function_type, 'table') OR function_type = 'table_macro',
    coalesce(string_agg(DISTINCT macro_definition, chr(0)), '')
  FROM duckdb_functions() WHERE function_type <> 'pragma' GROUP BY 1, 2 ORDER BY 1, 2`;

/** Compares what the engine has with what the lists say. */
export async function takeFunctionCensus(connection: DuckDBConnection): Promise<FunctionCensus> {
  const rows = (await connection.runAndReadAll(QUERY)).getRows();
  const functions = rows.map(([name, isTable, macros]): EngineFunction => ({
    name: foldIdentifier(String(name)),
    place: isTable === true ? "from" : "expression",
    macroDefinitions: macros === "" ? [] : String(macros).split("\0"),
  }));
  const known = new Set([...UNLISTED, ...functions.map(({ name }) => name)]);
  return {
    functions,
    undecided: functions.filter((found) => !isAllowed(found) && !isRefused(found)),
    contradictory: functions
      .filter((found) => isAllowed(found) && isRefused(found))
      .map(({ name }) => name),
    missing: [...allowedFunctions, ...allowedTableFunctions].filter((name) => !known.has(name)),
  };
}

export function isAllowed({ name, place }: EngineFunction): boolean {
  return (place === "from" ? allowedTableFunctions : allowedFunctions).has(name);
}

/** A name that is allowed in expressions alone is refused in FROM. */
function isRefused({ name, place }: EngineFunction): boolean {
  if (findRefusalReason(name) !== undefined) return true;
  return place === "from" && !allowedTableFunctions.has(name) && allowedFunctions.has(name);
}
