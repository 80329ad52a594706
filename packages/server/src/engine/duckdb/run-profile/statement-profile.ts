import type { ExecuteRequest } from "../../engine.ts";
import type { ProfiledOperator, StatementProfile } from "../../statement-profile.ts";
import { OperatorDetails } from "./operator-details.ts";
import { PlanNode } from "./plan-node.ts";

/** Statements of people have dozens; more than these are left out, the lowest first met. */
const MAX_OPERATORS = 500;

/**
 * Reads what EXPLAIN ANALYZE says of a COPY, as JSON. Its two topmost operators are ours: EXPLAIN
 * itself, and the one that writes the result, whose rows are those of the result.
 */
export function statementProfile(
  planJson: string,
  request: ExecuteRequest,
  rowCount: number,
): StatementProfile {
  const plan = new PlanNode(JSON.parse(planJson));
  const copy = plan.onlyChild.onlyChild;
  const reading = new PlanReading(new OperatorDetails(request));
  const operators = reading.operators(copy.children);
  const milliseconds = toMilliseconds(copy.number("operator_timing"));
  return {
    executionMs: toMilliseconds(plan.number("latency")),
    cpuMs: toMilliseconds(plan.number("cpu_time")),
    isWhole: reading.isWhole,
    plan: { name: "STORE_RESULT", rows: rowCount, milliseconds, details: {}, operators },
  };
}

class PlanReading {
  readonly #details: OperatorDetails;
  #left = MAX_OPERATORS;
  #hasAll = true;

  constructor(details: OperatorDetails) {
    this.#details = details;
  }

  get isWhole(): boolean {
    return this.#hasAll && this.#details.isWhole;
  }

  operators(nodes: readonly PlanNode[]): ProfiledOperator[] {
    return nodes.flatMap((node) => {
      if (this.#left === 0) {
        this.#hasAll = false;
        return [];
      }
      this.#left -= 1;
      return {
        name: node.text("operator_name").trim(),
        rows: node.number("operator_cardinality"),
        milliseconds: toMilliseconds(node.number("operator_timing")),
        details: this.#details.of(node.info),
        operators: this.operators(node.children),
      };
    });
  }
}

/** Microseconds are as exact as such a figure is. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
