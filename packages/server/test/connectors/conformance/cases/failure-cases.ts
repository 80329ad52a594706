import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { SourceErrorKind } from "../../../../src/connectors/source-error.ts";
import { type ConformanceBench, STATEMENT_MS, wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makePeople } from "../people.ts";

async function rejectsWith(work: Promise<unknown>, ...kinds: SourceErrorKind[]): Promise<void> {
  await assert.rejects(work, (error: Error) => {
    assert.equal(error.name, "SourceError", error.stack);
    const kind = "kind" in error ? error.kind : undefined;
    assert.ok(
      kinds.some((one) => one === kind),
      `${String(kind)}: ${error.message}`,
    );
    return true;
  });
}

/** The source itself is done with what was broken off, and goes on to answer. */
async function checkCalm({ fixture, connectors, signal }: ConformanceBench): Promise<void> {
  const { countRunning = async () => 0 } = fixture.abilities;
  const deadline = Date.now() + 5_000;
  while ((await countRunning()) > 0) {
    assert.ok(Date.now() < deadline, "a statement still runs at the source");
    await sleep(50);
  }
  await connectors.check(fixture.address, signal);
}

export const FAILURE_CASES: readonly ConformanceCase[] = [
  {
    name: "what must not be let in is not, and says why without a secret",
    isFor: ({ wrongAddresses }) => wrongAddresses.length > 0,
    run: async ({ fixture, connectors, signal }) => {
      for (const { what, address, kind } of fixture.wrongAddresses) {
        await assert.rejects(connectors.check(address, signal), (error: Error) => {
          assert.equal(error.name, "SourceError", `${what}: ${error.stack}`);
          assert.equal("kind" in error && error.kind, kind, `${what}: ${error.message}`);
          const { password } = address.config;
          assert.ok(typeof password !== "string" || !error.message.includes(password));
          return true;
        });
      }
    },
  },
  {
    name: "cancelled in the middle, a read ends at once, at the source, too",
    isFor: ({ abilities }) => abilities.isOneFile !== true,
    run: async (bench) => {
      await bench.fixture.createNumbers("cancelled", 300_000);
      const table = await bench.discover("cancelled");
      const controller = new AbortController();
      const spool = { fileBytes: 100_000, mayInline: false };
      await using read = await bench.open(wholeOf(table), spool, controller.signal);
      const reading = (async () => {
        for await (const _ of read.files()) controller.abort(new Error("no longer wanted"));
      })();
      await assert.rejects(reading, /no longer wanted/);
      await checkCalm(bench);
    },
  },
  {
    name: "left in the middle, a read ends at the source, too",
    run: async (bench) => {
      await bench.fixture.createNumbers("left", 300_000);
      const table = await bench.discover("left");
      for (let round = 0; round < 5; round += 1) {
        const read = await bench.open(wholeOf(table), { fileBytes: 100_000, mayInline: false });
        for await (const _ of read.files()) break;
        await read[Symbol.asyncDispose]();
      }
      await checkCalm(bench);
    },
  },
  {
    name: "a call that is cancelled before it begins does not begin",
    run: async (bench) => {
      const { table } = await makePeople(bench, "never_begun");
      const signal = AbortSignal.abort(new Error("too late"));
      await assert.rejects(bench.open(wholeOf(table), {}, signal), /too late/);
    },
  },
  {
    name: "a table that is gone is told as changed",
    isFor: ({ abilities }) => abilities.changes,
    run: async (bench) => {
      const { table } = await makePeople(bench, "gone");
      await bench.fixture.dropTable("gone");
      await rejectsWith(bench.read(wholeOf(table)), "changed");
    },
  },
  {
    name: "a column that is gone is told as changed",
    isFor: ({ abilities }) => abilities.changes,
    run: async (bench) => {
      const { table } = await makePeople(bench, "narrower");
      await bench.fixture.dropTable("narrower");
      const columns = [{ name: "id", type: bench.fixture.typeNames.integer }];
      await bench.fixture.createTable({ name: "narrower", columns, rows: [["1"]] });
      await rejectsWith(bench.read(wholeOf(table)), "changed");
      // What is still there is not kept from anybody.
      const [id] = table.columns;
      assert.ok(id !== undefined);
      assert.deepEqual((await bench.read({ ...wholeOf(table), columns: [id] })).rows, [["1"]]);
    },
  },
  {
    name: "a column of another type now is an error or its values are right, never others",
    isFor: ({ abilities }) => abilities.changes,
    run: async (bench) => {
      const { integer, text } = bench.fixture.typeNames;
      const make = (type: string, value: string) =>
        bench.fixture.createTable({
          name: "retyped",
          columns: [
            { name: "id", type: integer },
            { name: "value", type },
          ],
          rows: [["1", value]],
        });
      await make(integer, "5");
      const table = await bench.discover("retyped");
      for (const value of ["1.6", "five"]) {
        await bench.fixture.dropTable("retyped");
        await make(text, bench.fixture.literal("text", value));
        for (const mayInline of [true, false]) {
          const read = bench.read(wholeOf(table), { mayInline });
          await rejectsWith(read, "changed", "unreadable");
        }
      }
    },
  },
  {
    name: "a statement that takes too long is broken off",
    isFor: ({ abilities }) => abilities.createSlow !== undefined,
    run: async (bench) => {
      await bench.fixture.abilities.createSlow?.("slow");
      const slow = await bench.discover("slow");
      const begun = performance.now();
      await rejectsWith(bench.read(wholeOf(slow)), "unavailable");
      assert.ok(performance.now() - begun < STATEMENT_MS * 2 + 3_000);
      await checkCalm(bench);
    },
  },
  {
    name: "a source that was forgotten is opened anew, and who read it is told",
    isFor: ({ abilities }) => abilities.isOneFile !== true,
    run: async (bench) => {
      const { connectors, fixture, signal } = bench;
      await fixture.createNumbers("forgotten", 100_000);
      const table = await bench.discover("forgotten");
      await using read = await bench.open(wholeOf(table), { fileBytes: 50_000, mayInline: false });
      const reading = (async () => {
        for await (const _ of read.files()) await connectors.forget(fixture.address.connectionId);
      })();
      await rejectsWith(reading, "changed");
      await connectors.check(fixture.address, signal);
    },
  },
];
