import type { Admission } from "../../admission/admission.ts";
import type { Config } from "../../config/load-config.ts";
import type { ConnectionService } from "../../connections/connection-service.ts";
import type { SourceTable } from "../../connections/connection.ts";
import type { SourceAddress } from "../../connectors/connectors.ts";
import { KeptReads } from "../../metastore/kept-reads.ts";
import type { MetastoreChanges } from "../../metastore/metastore-changes.ts";
import type { QuerySources } from "./query-sources.ts";
import { LiveFiles } from "./live-files.ts";

interface QuerySourceParts extends Pick<QuerySources, "engine" | "connectors" | "copies"> {
  readonly connections: ConnectionService;
  readonly sourceTables: QuerySources["tables"];
  readonly metastoreChanges: MetastoreChanges;
  /** Where the engine's work of taking rows over has its turns. */
  readonly admission: Admission;
}

/** How statements reach tables of outside sources. */
export function openQuerySources(
  { dataDir, liveReadMb }: Config,
  parts: QuerySourceParts,
): QuerySources {
  const { engine, connectors, connections, sourceTables, copies, admission } = parts;
  const found = new KeptReads<SourceTable | undefined>(parts.metastoreChanges);
  const addresses = new KeptReads<SourceAddress>(parts.metastoreChanges);
  return {
    engine,
    connectors,
    connections: {
      addressOf: (connection) =>
        addresses.get(connection.id, () => connections.addressOf(connection)),
    },
    tables: {
      find: (connectionId, name) => {
        const key = JSON.stringify([connectionId, name.schema, name.table]);
        return found.get(key, () => sourceTables.find(connectionId, name));
      },
      list: (connectionId) => sourceTables.list(connectionId),
    },
    copies,
    files: new LiveFiles(dataDir),
    maxReadBytes: liveReadMb * 1_024 ** 2,
    inTurn: (workspaceId, signal, work) => admission.inTurn(workspaceId, signal, work),
  };
}
