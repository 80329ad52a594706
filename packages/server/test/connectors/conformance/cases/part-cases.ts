import assert from "node:assert/strict";
import type { DiscoveredTable } from "../../../../src/connectors/connector.ts";
import type { ConformanceBench } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import type { ConformanceFixture, PartAbilities } from "../fixture.ts";

const ROWS = 100_000;

export const PART_CASES: readonly ConformanceCase[] = [
  {
    name: "a copy that was cut goes on after the parts that are still the same",
    isFor: hasParts,
    run: async (bench) => {
      const table = await makeNumbers(bench, "parts_same");
      const cut = await bench.copy(table, { count: 2 });
      assert.equal(cut.marks.length, 2);
      const next = await bench.copy(table, { kept: cut.marks, count: 2 });
      assert.deepEqual(next.stillKept, [0, 1]);
      assert.ok(next.rows.length < ROWS - cut.rows.length, "the second one was whole");
      const rest = await bench.copy(table, { kept: [...cut.marks, ...next.marks] });
      assert.deepEqual(rest.stillKept, [0, 1, 2, 3]);
      assertNumbers([...cut.rows, ...next.rows, ...rest.rows]);
      const all = [...cut.marks, ...next.marks, ...rest.marks];
      assert.deepEqual((await bench.copy(table, { kept: all })).rows, []);
    },
  },
  {
    name: "a part with a row that changed is read again",
    isFor: hasParts,
    run: async (bench) => {
      const table = await makeNumbers(bench, "parts_changed");
      const cut = await bench.copy(table, { count: 1 });
      await abilityOf(bench).setWord("parts_changed", 1, "changed");
      const { stillKept, rows } = await bench.copy(table, { kept: cut.marks });
      assert.deepEqual(stillKept, []);
      assertNumbers(rows, new Map([["1", "changed"]]));
    },
  },
  {
    name: "marks of another table, and what is no mark, are nothing that is kept",
    isFor: hasParts,
    run: async (bench) => {
      const other = await makeNumbers(bench, "parts_other");
      const table = await makeNumbers(bench, "parts_own");
      const { marks } = await bench.copy(other, { count: 1 });
      for (const kept of [marks, ["{}"], ["no mark"]]) {
        const { stillKept, rows } = await bench.copy(table, { kept });
        assert.deepEqual(stillKept, []);
        assertNumbers(rows);
      }
    },
  },
];

function hasParts({ abilities }: ConformanceFixture): boolean {
  return abilities.parts !== undefined;
}

function abilityOf({ fixture }: ConformanceBench): PartAbilities {
  assert.ok(fixture.abilities.parts !== undefined);
  return fixture.abilities.parts;
}

async function makeNumbers(bench: ConformanceBench, name: string): Promise<DiscoveredTable> {
  await bench.fixture.createNumbers(name, ROWS);
  await abilityOf(bench).settle();
  return bench.discover(name);
}

/** @param changed words that are others, by their ids */
function assertNumbers(
  rows: readonly (readonly (string | null)[])[],
  changed: ReadonlyMap<string, string> = new Map(),
): void {
  assert.equal(rows.length, ROWS);
  assert.equal(new Set(rows.map(([id]) => id)).size, ROWS);
  for (const [id, word] of rows) assert.equal(word, changed.get(id ?? "") ?? `word ${id}`);
}
