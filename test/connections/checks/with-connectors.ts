import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProcessConnectors } from "../../../packages/server/src/connectors/process/process-connectors.ts";

const PROCESS_MB = 4_096;

/** Lends connectors without a server around them, and a folder, which both end with the work. */
export async function withConnectors<T>(
  limits: { readonly statementMs: number; readonly connectMs: number },
  work: (connectors: ProcessConnectors, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-connectors-"));
  const connectors = new ProcessConnectors({
    homeDir: folder,
    memory: { processMb: PROCESS_MB, totalMb: PROCESS_MB },
    sourceIdleMs: 60_000,
    rules: { hosts: ["127.0.0.1/32"], folders: [], maxClients: 2, partBytes: 1_000_000, ...limits },
  });
  try {
    return await work(connectors, folder);
  } finally {
    await connectors.close();
    await rm(folder, { recursive: true, force: true });
  }
}
