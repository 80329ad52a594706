import type { ExecuteOutcome, ExecuteRequest, VisibleTable } from "../engine.ts";
import type { InspectedStatement } from "./statement/inspect-statement.ts";

/**
 * What a statement's result is taken to be before it runs: `few` rows for certain, `perhaps-few`, or
 * `any` number. It decides how the result is fetched, never what it is.
 */
export type ExpectedSize = "few" | "perhaps-few" | "any";

/** From tables that are so small together, results are small as well. */
const FEW_COMBINATIONS = 10_000;
const FEW_ROWS = 1_000;
const FEW_BYTES = 16_384;

/** Learns from the results of statements that run again. */
export class ExpectedSizes {
  readonly #wereSmall = new WeakSet<InspectedStatement>();
  readonly #disappointed = new WeakSet<InspectedStatement>();

  of(statement: InspectedStatement, request: ExecuteRequest): ExpectedSize {
    // A profile is that of writing the result.
    if (request.mayAnswerCells !== true || request.isProfiled === true) return "any";
    if (statement.hasFewRows || statement.kind !== "select") return "few";
    if (this.#disappointed.has(statement)) return "any";
    const isSmall = this.#wereSmall.has(statement) || areSmall(request.tables);
    return isSmall ? "perhaps-few" : "any";
  }

  note(statement: InspectedStatement, expected: ExpectedSize, outcome: ExecuteOutcome): void {
    const { cells, rowCount, sizeBytes } = outcome;
    if (expected === "perhaps-few" && cells === undefined) this.#disappointed.add(statement);
    if (rowCount <= FEW_ROWS && sizeBytes <= FEW_BYTES) this.#wereSmall.add(statement);
  }
}

/** Whether there are tables, and few rows in all of them together. */
export function areSmall(tables: readonly VisibleTable[]): boolean {
  return combinations(tables) <= FEW_COMBINATIONS;
}

/** Rows that a join of the tables would have at most; infinite where that is not known. */
function combinations(tables: readonly VisibleTable[]): number {
  if (tables.length === 0) return Infinity;
  return tables.reduce((product, { scan }) => product * (scan.extent?.rowCount ?? Infinity), 1);
}
