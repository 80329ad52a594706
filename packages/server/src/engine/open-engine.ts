import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/load-config.ts";
import { EnginePool } from "./pool/engine-pool.ts";
import { memoryBounds } from "./pool/memory-bounds.ts";
import { machineMb } from "./pool/process-memory.ts";

/** Warm databases kept by one engine process. */
const MAX_SESSIONS = 64;
const SESSION_IDLE_MS = 300_000;

/**
 * Launches the engine on a data folder; what earlier processes left in `scratch/` is removed. It
 * works once it has `started`.
 */
export async function openEngine(config: Config): Promise<EnginePool> {
  const folder = (name: string): string => join(config.dataDir, name);
  await rm(folder("scratch"), { recursive: true, force: true });
  for (const name of ["scratch", "results", "staging", "uploads", "databases", "datasets"]) {
    await mkdir(folder(name), { recursive: true });
  }
  return new EnginePool({
    processes: config.engineProcesses,
    memory: memoryBounds({
      machineMb: machineMb(),
      engineMemoryMb: config.engineMemoryMb,
      processMb: config.engineProcessMemoryMb,
      totalMb: config.engineTotalMemoryMb,
    }),
    duckdb: (slot) => ({
      memoryMb: config.engineMemoryMb,
      spillMb: config.engineSpillMb,
      threads: config.engineThreads,
      scratchDir: join(folder("scratch"), String(slot)),
      databasesDir: folder("databases"),
      resultsDir: folder("results"),
      uploadsDir: folder("uploads"),
      stagingDir: folder("staging"),
      datasetsDir: folder("datasets"),
      maxSessions: MAX_SESSIONS,
      sessionIdleMs: SESSION_IDLE_MS,
    }),
  });
}
