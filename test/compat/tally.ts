import type { ClientColumn, TableSection } from "./compat-table.ts";

/** What passed and what failed; n/a is neither. */
export class Tally {
  passed = 0;
  failed = 0;

  count(isPassed: boolean): void {
    if (isPassed) this.passed += 1;
    else this.failed += 1;
  }

  /** Counts the gates' cells: a failure or a blank cell fails the run. */
  countCells(sections: readonly TableSection[], columns: readonly ClientColumn[]): void {
    for (const { outcomes } of columns.filter(({ isGate }) => isGate)) {
      for (const { id } of sections.flatMap(({ cases }) => cases)) {
        const outcome = outcomes.get(id)?.outcome;
        if (outcome !== "n/a") this.count(outcome === "ok");
      }
    }
  }
}
