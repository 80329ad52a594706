import { join } from "node:path";
import type { InstalledClient } from "./install-clients.ts";
import { runProcess } from "./run-process.ts";

const PROGRAM = join(import.meta.dirname, "python", "describe_client.py");

/** What the newest release offers differently from the last gate, as Markdown. */
export async function clientDifferences(clients: readonly InstalledClient[]): Promise<string> {
  const gate = clients.findLast(({ isGate }) => isGate);
  const newest = clients.find(({ isGate }) => !isGate);
  if (gate === undefined || newest === undefined) return "";
  const [before, after] = [await offeredNames(gate), await offeredNames(newest)];
  return [
    `The newest release, ${newest.version}, against ${gate.version}:`,
    "",
    `- gone: ${nameList(missing(before, after))}`,
    `- new: ${nameList(missing(after, before))}`,
  ].join("\n");
}

/** Member names by class. */
type OfferedNames = ReadonlyMap<string, ReadonlySet<string>>;

async function offeredNames({ python }: InstalledClient): Promise<OfferedNames> {
  const names = new Map<string, Set<string>>();
  const output = await runProcess(python, [PROGRAM], { timeoutMs: 60_000 });
  for (const line of output.trim().split("\n")) {
    const [owner = "", member = ""] = line.split(".");
    names.set(owner, (names.get(owner) ?? new Set()).add(member));
  }
  return names;
}

/** API classes that the other release lacks, and members of the classes that both have. */
function missing(here: OfferedNames, there: OfferedNames): string[] {
  return [...here].flatMap(([owner, members]) => {
    const others = there.get(owner);
    if (others === undefined) return owner.endsWith("Api") ? [owner] : [];
    return [...members].filter((member) => !others.has(member)).map((name) => `${owner}.${name}`);
  });
}

function nameList(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.map((name) => `\`${name}\``).join(", ");
}
