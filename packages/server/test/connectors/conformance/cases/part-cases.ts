import assert from "node:assert/strict";
import type { DiscoveredTable } from "../../../../src/connectors/connector.ts";
import type { ConformanceBench, PartsOfCopy } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import type { ConformanceFixture, PartAbilities } from "../fixture.ts";

const ROWS = 300_000;

export const PART_CASES: readonly ConformanceCase[] = [
  {
    name: "a copy that was cut goes on after the parts that are still the same",
    isFor: hasParts,
    run: async (bench) => {
      const table = await makeNumbers(bench, "parts_same");
      const first = await bench.copy(table, { count: 1 });
      assert.equal(first.read.length, 1);
      const second = await bench.copy(table, { kept: first.read, count: 1 });
      assert.deepEqual(marksOf(second.stillKept), marksOf(first.read));
      const kept = [...first.read, ...second.read];
      const rest = await bench.copy(table, { kept });
      assert.deepEqual(marksOf(rest.stillKept), marksOf(kept));
      assertNumbers(rest);
      const again = await bench.copy(table, { kept: [...kept, ...rest.read] });
      assert.ok(again.stillKept.length > kept.length);
      assertNumbers(again);
    },
  },
  {
    name: "a part with a row that changed is read again",
    isFor: hasParts,
    run: async (bench) => {
      const table = await makeNumbers(bench, "parts_changed");
      const cut = await bench.copy(table, { count: 2 });
      await abilityOf(bench).setWord("parts_changed", 1, "changed");
      const rest = await bench.copy(table, { kept: cut.read });
      assertNumbers(rest, new Map([["1", "changed"]]));
    },
  },
  {
    name: "marks of another table, and of another release, are nothing that is kept",
    isFor: hasParts,
    run: async (bench) => {
      const other = await makeNumbers(bench, "parts_other");
      const table = await makeNumbers(bench, "parts_own");
      const { read } = await bench.copy(other, { count: 1 });
      for (const kept of [read, [{ mark: "{}", rows: [], fileCount: 0 }]]) {
        const copy = await bench.copy(table, { kept });
        assert.deepEqual(marksOf(copy.stillKept), []);
        assertNumbers(copy);
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

function marksOf(parts: PartsOfCopy["read"]): (string | undefined)[] {
  return parts.map(({ mark }) => mark);
}

/** @param changed words that are others, by their ids */
function assertNumbers(
  { stillKept, read }: PartsOfCopy,
  changed: ReadonlyMap<string, string> = new Map(),
): void {
  const rows = [...stillKept, ...read].flatMap((part) => part.rows);
  assert.equal(rows.length, ROWS);
  assert.equal(new Set(rows.map(([id]) => id)).size, ROWS);
  for (const [id, word] of rows) assert.equal(word, changed.get(id ?? "") ?? `word ${id}`);
}
