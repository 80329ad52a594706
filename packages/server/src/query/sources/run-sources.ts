import { QueryRunSource } from "@hotdata/contract";
import { z } from "zod";
import type { UsedSource } from "./used-source.ts";

const stored = z.array(QueryRunSource);

/** What the history keeps of a run's sources; null where there are none. */
export function storedSources(used: readonly UsedSource[]): string | null {
  return used.length === 0 ? null : JSON.stringify(used.map(runSource));
}

export function runSources(json: string | null): QueryRunSource[] | null {
  return json === null ? null : stored.parse(JSON.parse(json));
}

function runSource(used: UsedSource): QueryRunSource {
  return {
    connection_id: used.connectionId,
    connection: used.catalog,
    schema: used.schema,
    table: used.table,
    read_mode: used.readMode,
    statement: used.statement ?? null,
    rows: used.rows ?? null,
    bytes: used.bytes ?? null,
    duration_ms: used.durationMs ?? null,
    synced_at: used.syncedAt?.toISOString() ?? null,
  };
}
