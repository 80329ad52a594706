import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { DuckDbEngine } from "../../src/engine/duckdb/duckdb-engine.ts";

export interface EngineInFolder {
  readonly engine: DuckDbEngine;
  /** A folder of its data directory. */
  folder(name: string): string;
}

/** An engine of this process over a new data directory that has the given folders. */
export async function openEngineIn(
  t: TestContext,
  folders: readonly string[],
  limits: { readonly memoryMb: number; readonly threads: number },
): Promise<EngineInFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-engine-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const folder = (name: string) => join(dataDir, name);
  for (const name of [...folders, "results", "scratch"]) {
    await mkdir(folder(name), { recursive: true });
  }
  const engine = await DuckDbEngine.open({
    ...limits,
    spillMb: 64,
    scratchDir: folder("scratch"),
    databasesDir: folder("databases"),
    resultsDir: folder("results"),
    uploadsDir: folder("uploads"),
    stagingDir: folder("staging"),
    datasetsDir: folder("datasets"),
    maxSessions: 4,
    sessionIdleMs: 60_000,
  });
  t.after(() => engine.close());
  return { engine, folder };
}
