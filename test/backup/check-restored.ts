import type { CrashClient } from "../crash/crash-client.ts";
import { isSameTable, type TableModel } from "../crash/table-model.ts";
import { resultBytes } from "./backup-actor.ts";
import type { BackupTally } from "./backup-tally.ts";
import type { Span } from "./history.ts";
import type { World, WorldHistory } from "./world.ts";

/**
 * Compares what a restored server has of one client with that client's history: it must be the whole
 * world as it was after one operation, and none of those may miss that the backup had to have.
 */
export async function checkRestored(
  client: CrashClient,
  history: WorldHistory,
  span: Span,
  tally: BackupTally,
): Promise<void> {
  const { acknowledged, begun } = span;
  const names = new Set<string>();
  for (const [, world] of history.within(span)) for (const name of world.keys()) names.add(name);
  const found = await readWorld(client, names);
  tally.acknowledgedRows += history.rowsAfter(acknowledged);
  for (const [after, world] of history.within(span)) {
    if (!isSameWorld(found, world)) continue;
    tally.presentRows += history.rowsAfter(acknowledged);
    return checkResults(client, history, { after, acknowledged }, tally);
  }
  tally.half += 1;
  tally.problems.push(`no time from ${acknowledged} to ${begun} has ${describeWorld(found)}`);
}

/** Results that were acknowledged before the backup began, of databases that are still there. */
async function checkResults(
  client: CrashClient,
  history: WorldHistory,
  { after, acknowledged }: { readonly after: number; readonly acknowledged: number },
  tally: BackupTally,
): Promise<void> {
  const world = history.after(after);
  for (const result of history.results) {
    if (result.after >= acknowledged || !world.has(result.database)) continue;
    tally.results += 1;
    const sha256 = await resultBytes(client, result.id).catch((error: unknown) => String(error));
    if (sha256 === result.sha256) tally.equalResults += 1;
    else tally.problems.push(`result ${result.id} is not the same: ${sha256}`);
  }
}

async function readWorld(client: CrashClient, names: ReadonlySet<string>): Promise<World> {
  const world = new Map<string, TableModel>();
  for (const name of names) {
    const id = await findDatabase(client, name);
    if (id !== undefined) world.set(name, await client.readTable(id));
  }
  return world;
}

export async function findDatabase(client: CrashClient, name: string): Promise<string | undefined> {
  const { body } = await client.call("GET", `/v1/databases?search=${name}`);
  const [found] = Array.isArray(body["databases"]) ? body["databases"] : [];
  return found === undefined ? undefined : String(found.id);
}

function isSameWorld(left: World, right: World): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([name, table]) => {
    const other = right.get(name);
    return other !== undefined && isSameTable(table, other);
  });
}

function describeWorld(world: World): string {
  return JSON.stringify([...world].map(([name, table]) => [name.slice(0, 12), table.size]));
}
