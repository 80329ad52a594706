import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ALL_CASES } from "./all-cases.ts";
import { checkTypes } from "./cases/type-cases.ts";
import { ConformanceBench } from "./conformance-bench.ts";
import type { ConformanceFixture } from "./fixture.ts";

/** Makes tests of the cases, for a source that needs nothing but npm packages. */
export function conformanceTests(start: () => Promise<ConformanceFixture>): void {
  let opened: { fixture: ConformanceFixture; bench: ConformanceBench } | undefined;
  before(async () => {
    const fixture = await start();
    opened = { fixture, bench: await ConformanceBench.open(fixture) };
  });
  after(async () => {
    await opened?.bench[Symbol.asyncDispose]();
    await opened?.fixture[Symbol.asyncDispose]();
  });
  for (const one of ALL_CASES) {
    test(one.name, async (t) => {
      assert.ok(opened !== undefined);
      if (one.isFor?.(opened.fixture) === false) t.skip("the source has nothing like it");
      else await one.run(opened.bench);
    });
  }
  test("every type comes exactly, or discovery says what is lost", async (t) => {
    assert.ok(opened !== undefined);
    const { types, exact, documentedLoss, ordered, problems } = await checkTypes(opened.bench);
    t.diagnostic(
      `${opened.fixture.type}: types ${types}, exact ${exact}, documented loss ${documentedLoss}, ordered at the source ${ordered}`,
    );
    assert.deepEqual(problems, []);
  });
}
