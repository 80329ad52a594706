import type { ConformanceBench } from "./conformance-bench.ts";
import type { ConformanceFixture } from "./fixture.ts";

/** Something that every connector must do; failures are thrown. */
export interface ConformanceCase {
  readonly name: string;
  /** Undefined: always. */
  readonly isFor?: (fixture: ConformanceFixture) => boolean;
  run(bench: ConformanceBench): Promise<void>;
}
