import type { SqlDialect } from "../../engine.ts";
import { macroNames } from "../functions/function-schemas.ts";
import { renamedFunctions } from "../functions/renamed-functions.ts";
import { allowedFunctions } from "./allowed-functions.ts";
import { TEXT_DISTANCE } from "./search/find-distance-calls.ts";

/** What may be called in an expression, DuckDB's functions and ours. */
const byDialect: ReadonlyMap<SqlDialect, ReadonlySet<string>> = new Map(
  (["hotsql", "postgres", "duckdb", "snowflake"] as const).map((dialect) => [
    dialect,
    new Set([
      ...allowedFunctions,
      ...macroNames(dialect),
      ...renamedFunctions(),
      "arrow_cast",
      TEXT_DISTANCE,
    ]),
  ]),
);

/** Names, in lower case, of all functions that a dialect's expressions may call. */
export function knownFunctions(dialect: SqlDialect): ReadonlySet<string> {
  return byDialect.get(dialect) ?? allowedFunctions;
}
