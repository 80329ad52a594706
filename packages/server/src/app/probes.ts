import { sql } from "kysely";
import type { DiskSpace } from "../limits/disk-space.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { Probe } from "../telemetry/probe-routes.ts";

export interface ProbedParts {
  readonly metastore: Metastore;
  readonly engine: { readonly state: "ready" | "waking" | "asleep" };
  readonly disk: Pick<DiskSpace, "has">;
}

/** What must work for the server to be of use. */
export function probesOf({ metastore, engine, disk }: ProbedParts): Record<string, Probe> {
  return {
    metastore: async () => {
      await sql`SELECT 1`.execute(metastore);
      return true;
    },
    engine: async () => engine.state === "ready",
    disk: () => disk.has(0),
  };
}
