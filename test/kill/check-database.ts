import type { KillClient } from "./kill-client.ts";
import type { Ledger } from "./ledger.ts";
import { ROWS_PER_LOAD } from "./loading-clients.ts";

export interface Findings {
  /** Acknowledged loads that are not there. */
  missing: number;
  /** Loads that are there in part, twice, or that nobody sent. */
  half: number;
}

/** Compares the tables with what the clients know. */
export async function checkDatabase(
  client: KillClient,
  databaseId: string,
  ledger: Ledger,
): Promise<Findings> {
  const appended = await loadsIn(client, databaseId, "appended");
  const replaced = await loadsIn(client, databaseId, "replaced");
  return {
    missing: missingAppends(appended, ledger) + missingReplace(replaced, ledger),
    half: halfLoads(appended, ledger, "append") + halfLoads(replaced, ledger, "replace"),
  };
}

type Loads = ReadonlyMap<number, number>;

async function loadsIn(client: KillClient, databaseId: string, table: string): Promise<Loads> {
  const sql = `SELECT load, count(*), count(DISTINCT number) FROM ${table} GROUP BY load`;
  const rows = await client.rows(databaseId, sql);
  return new Map(
    rows.map(([load, count, distinct]) => [Number(load), count === distinct ? Number(count) : -1]),
  );
}

function missingAppends(loads: Loads, ledger: Ledger): number {
  return [...ledger.acknowledged("append")].filter((load) => !loads.has(load)).length;
}

/** A replace is present when it, or one sent after it, is what the table holds. */
function missingReplace(loads: Loads, ledger: Ledger): number {
  const newest = Math.max(0, ...ledger.acknowledged("replace"));
  return newest > 0 && ![...loads.keys()].some((load) => load >= newest) ? 1 : 0;
}

function halfLoads(loads: Loads, ledger: Ledger, mode: "append" | "replace"): number {
  const wrong = [...loads].filter(
    ([load, count]) => count !== ROWS_PER_LOAD || !ledger.isBegun(mode, load),
  );
  const extra = mode === "replace" ? Math.max(0, loads.size - 1) : 0;
  return wrong.length + extra;
}
