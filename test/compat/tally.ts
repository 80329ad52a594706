import type { CompatCase } from "./compat-cases.ts";
import type { CaseOutcome } from "./run-cases.ts";

/** What passed and what failed; n/a is neither. */
export class Tally {
  passed = 0;
  failed = 0;

  count(isPassed: boolean): void {
    if (isPassed) this.passed += 1;
    else this.failed += 1;
  }

  /** Counts cases that must pass: a failure or a case without an outcome fails the run. */
  countCases(
    cases: readonly Pick<CompatCase, "id">[],
    outcomes: ReadonlyMap<string, CaseOutcome>,
  ): void {
    for (const { id } of cases) {
      const outcome = outcomes.get(id)?.outcome;
      if (outcome !== "n/a") this.count(outcome === "ok");
    }
  }
}
