import { ALL_CASES } from "../../../packages/server/test/connectors/conformance/all-cases.ts";
import { checkFilters } from "../../../packages/server/test/connectors/conformance/cases/filter-cases.ts";
import { checkTypes } from "../../../packages/server/test/connectors/conformance/cases/type-cases.ts";
import { ConformanceBench } from "../../../packages/server/test/connectors/conformance/conformance-bench.ts";
import type { ConformanceFixture } from "../../../packages/server/test/connectors/conformance/fixture.ts";

/** Runs every case of the suite; prints what fails, and what became of the types. */
export async function checkConformance(fixture: ConformanceFixture): Promise<boolean> {
  const { type } = fixture;
  await using bench = await ConformanceBench.open(fixture);
  const cases = ALL_CASES.filter((one) => one.isFor?.(fixture) !== false);
  let failed = 0;
  for (const one of cases) {
    try {
      await one.run(bench);
    } catch (error) {
      failed += 1;
      console.log(`${type}: ${one.name}: FAILED`, error);
    }
  }
  const { filters, exact: exactFilters, reduced } = await checkFilters(bench, "tallied");
  const { types, exact, documentedLoss, ordered, problems } = await checkTypes(bench);
  for (const problem of problems) console.log(`${type}: FAILED ${problem}`);
  console.log(`${type}: cases ${cases.length}, failed ${failed}`);
  console.log(
    `${type}: filters ${filters}, exact at the source ${exactFilters}, reduced ${reduced}`,
  );
  console.log(`${type}: types ${types}, exact ${exact}, documented loss ${documentedLoss}`);
  console.log(`${type}: types ordered at the source ${ordered}`);
  return failed === 0 && problems.length === 0;
}
