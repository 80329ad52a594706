import { operations, type Operation } from "@hotdata/contract";
import type { ConformanceClient } from "./conformance-client.ts";
import type { ExpectedCall } from "./expected-calls.ts";

const registry: Readonly<Record<string, Operation>> = operations;

/** Makes every call that needs a key without one; returns those that were not refused by a 401. */
export async function checkKeyless(
  client: ConformanceClient,
  calls: readonly ExpectedCall[],
): Promise<{ readonly count: number; readonly failures: readonly string[] }> {
  const keyed = calls.filter(({ id }) => registry[id]?.auth !== "none");
  const failures: string[] = [];
  for (const { id, path } of keyed) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const params = Object.fromEntries(names.map((name) => [name, "x"]));
    try {
      await client.call(id, 401, { params, key: null });
    } catch (error) {
      failures.push(`${id} without a key: ${String(error)}`);
    }
  }
  return { count: keyed.length, failures };
}
