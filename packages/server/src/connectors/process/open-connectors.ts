import { join } from "node:path";
import type { Config } from "../../config/load-config.ts";
import { machineMb } from "../../engine/pool/process-memory.ts";
import { ProcessConnectors } from "./process-connectors.ts";

type ConnectorsConfig = Pick<
  Config,
  | "dataDir"
  | "connectionHosts"
  | "connectionFolders"
  | "connectionClients"
  | "connectionTimeoutSeconds"
  | "connectionPartMb"
>;

const CONNECT_MS = 10_000;
const SOURCE_IDLE_MS = 60_000;
/** Drivers with rows on their way, and a database of an embedded source. */
const LEAST_MB = 2_048;

/** What reads outside sources; its process starts at the first use. */
export function openConnectors(config: ConnectorsConfig, idleMs?: number): ProcessConnectors {
  const processMb = Math.max(Math.floor(machineMb() / 4), LEAST_MB);
  return new ProcessConnectors({
    ...(idleMs === undefined ? {} : { idleMs }),
    homeDir: join(config.dataDir, "scratch"),
    memory: { processMb, totalMb: processMb },
    sourceIdleMs: SOURCE_IDLE_MS,
    rules: {
      hosts: config.connectionHosts,
      folders: config.connectionFolders,
      maxClients: config.connectionClients,
      partBytes: config.connectionPartMb * 1_024 ** 2,
      statementMs: config.connectionTimeoutSeconds * 1_000,
      connectMs: CONNECT_MS,
    },
  });
}
