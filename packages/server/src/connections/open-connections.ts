import type { Connectors } from "../connectors/connectors.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { SecretVault } from "../secrets/secret-vault.ts";
import { ConnectionAddresses } from "./connection-address.ts";
import { ConnectionService } from "./connection-service.ts";
import { ConnectionStore } from "./connection-store.ts";
import type { KnownConnections } from "./known-connections.ts";
import { SourceDiscovery } from "./source-discovery.ts";
import { SourceTableStore } from "./source-table-store.ts";

export interface ConnectionParts {
  readonly metastore: Metastore;
  readonly secrets: SecretVault;
  readonly connectors: Connectors;
  readonly known: KnownConnections;
}

/** Connections to outside sources, and what is known of their tables. */
export function openConnections({ metastore, secrets, connectors, known }: ConnectionParts) {
  const sourceTables = new SourceTableStore(metastore);
  const connections = new ConnectionService({
    store: new ConnectionStore(metastore),
    known,
    addresses: new ConnectionAddresses(secrets),
    discovery: new SourceDiscovery(connectors),
    tables: sourceTables,
  });
  return { connections, sourceTables };
}
