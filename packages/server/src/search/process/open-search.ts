import { join } from "node:path";
import type { Config } from "../../config/load-config.ts";
import { machineMb } from "../../engine/pool/process-memory.ts";
import { ProcessSearch } from "./process-search.ts";

type SearchConfig = Pick<
  Config,
  "dataDir" | "searchMemoryMb" | "engineSpillMb" | "engineProcessMemoryMb"
>;

/** Memory of the database that columns are read with: a few row groups. */
const READING_MB = 512;
/** What building a large segment and the process itself take beside. */
const WORKING_MB = 2_048;

/** Search on a data folder; its process starts at the first use. */
export function openSearch(config: SearchConfig, idleMs?: number): ProcessSearch {
  const folder = (name: string): string => join(config.dataDir, name);
  const least = config.searchMemoryMb + READING_MB + WORKING_MB;
  const processMb = config.engineProcessMemoryMb ?? Math.max(Math.floor(machineMb() / 2), least);
  return new ProcessSearch({
    ...(idleMs === undefined ? {} : { idleMs }),
    memory: { processMb, totalMb: processMb },
    cacheBytes: config.searchMemoryMb * 1_024 ** 2,
    duckdb: {
      memoryMb: READING_MB,
      spillMb: config.engineSpillMb,
      // One that reads, while the other threads of the machine answer queries.
      threads: 1,
      scratchDir: join(folder("scratch"), "search"),
      databasesDir: folder("databases"),
      datasetsDir: folder("datasets"),
      resultsDir: folder("results"),
      uploadsDir: folder("uploads"),
      stagingDir: folder("staging"),
      maxSessions: 1,
      sessionIdleMs: 0,
    },
  });
}
