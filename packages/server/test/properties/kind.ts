import type { DuckDBValue } from "@duckdb/node-api";
import type * as fc from "fast-check";
import type { ArrowCell } from "./arrow-cell.ts";
import type { JsonNode } from "./lossless-json.ts";
import type { Value } from "./value.ts";

/** A type that columns can have, with what its values are in each format. */
export interface Kind {
  /** The type in the engine's SQL. */
  readonly sql: string;
  /** Values other than NULL. */
  readonly values: fc.Arbitrary<Value>;
  /** A SQL expression that makes the value. */
  literal(value: Value): string;
  ofJson(node: JsonNode): Value;
  /** The value of a CSV cell. */
  ofText(text: string): Value;
  ofArrow(cell: ArrowCell): Value;
  ofDuck(value: DuckDBValue): Value;
}
