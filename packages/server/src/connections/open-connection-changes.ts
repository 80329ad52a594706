import type { Connectors } from "../connectors/connectors.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { SecretService } from "../secrets/secret-service.ts";
import { ConnectionAddresses } from "./connection-address.ts";
import { ConnectionEditor } from "./connection-editor.ts";
import { ConnectionNames, type NamingDatabases } from "./connection-names.ts";
import { ConnectionRemoval } from "./connection-removal.ts";
import type { ConnectionService } from "./connection-service.ts";
import { ConnectionStore } from "./connection-store.ts";
import type { TableCopies } from "./copies/table-copies.ts";
import type { KnownConnections } from "./known-connections.ts";
import { SchemaRefresh } from "./schema-refresh.ts";
import { SourceDiscovery } from "./source-discovery.ts";
import type { SourceTableStore } from "./source-table-store.ts";

export interface ConnectionChangeParts {
  readonly metastore: Metastore;
  readonly secrets: SecretService;
  readonly connectors: Connectors;
  readonly known: KnownConnections;
  readonly connections: ConnectionService;
  readonly sourceTables: SourceTableStore;
  readonly copies: TableCopies;
  readonly databases: NamingDatabases;
}

/** What makes, changes and removes connections, and discovers their tables again. */
export function openConnectionChanges(parts: ConnectionChangeParts) {
  const { metastore, secrets, connectors, connections, sourceTables, copies, databases } = parts;
  const { known } = parts;
  const store = new ConnectionStore(metastore);
  const discovery = new SourceDiscovery(connectors);
  const connectionEditor = new ConnectionEditor({
    store,
    known,
    connections,
    names: new ConnectionNames({ store, databases }),
    addresses: new ConnectionAddresses(secrets),
    secrets,
    discovery,
    connectors,
  });
  const connectionRemoval = new ConnectionRemoval({
    store,
    connections,
    secrets,
    connectors,
    copies,
  });
  const schemaRefresh = new SchemaRefresh({ connections, discovery, tables: sourceTables, copies });
  return { connectionEditor, connectionRemoval, schemaRefresh };
}
