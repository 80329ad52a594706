import { AGGREGATE_CASES } from "./cases/aggregate-cases.ts";
import { DISCOVERY_CASES } from "./cases/discovery-cases.ts";
import { FAILURE_CASES } from "./cases/failure-cases.ts";
import { FILTER_CASES } from "./cases/filter-cases.ts";
import { ORDER_CASES } from "./cases/order-cases.ts";
import { PART_CASES } from "./cases/part-cases.ts";
import { ROW_CASES } from "./cases/row-cases.ts";
import type { ConformanceCase } from "./conformance-case.ts";

/** What every connector must do, beside its types. */
export const ALL_CASES: readonly ConformanceCase[] = [
  ...DISCOVERY_CASES,
  ...ROW_CASES,
  ...FILTER_CASES,
  ...ORDER_CASES,
  ...AGGREGATE_CASES,
  ...PART_CASES,
  ...FAILURE_CASES,
];
