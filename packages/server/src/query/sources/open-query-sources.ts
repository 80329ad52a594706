import type { Admission } from "../../admission/admission.ts";
import type { Config } from "../../config/load-config.ts";
import type { ConnectionService } from "../../connections/connection-service.ts";
import type { QuerySources } from "./query-sources.ts";
import { LiveFiles } from "./live-files.ts";

interface QuerySourceParts extends Pick<QuerySources, "engine" | "connectors" | "copies"> {
  readonly connections: ConnectionService;
  readonly sourceTables: QuerySources["tables"];
  /** Where the engine's work of taking rows over has its turns. */
  readonly admission: Admission;
}

/** How statements reach tables of outside sources. */
export function openQuerySources(
  { dataDir, liveReadMb }: Config,
  { engine, connectors, connections, sourceTables, copies, admission }: QuerySourceParts,
): QuerySources {
  return {
    engine,
    connectors,
    connections,
    tables: sourceTables,
    copies,
    files: new LiveFiles(dataDir),
    maxReadBytes: liveReadMb * 1_024 ** 2,
    inTurn: (workspaceId, signal, work) => admission.inTurn(workspaceId, signal, work),
  };
}
