import type { Metastore } from "../metastore/open-metastore.ts";
import type { SecretVault } from "../secrets/secret-vault.ts";
import { ConnectionAddresses } from "./connection-address.ts";
import { ConnectionService } from "./connection-service.ts";
import { ConnectionStore } from "./connection-store.ts";
import { SourceTableStore } from "./source-table-store.ts";

export interface ConnectionParts {
  readonly metastore: Metastore;
  readonly secrets: SecretVault;
}

/** Connections to outside sources, and what is known of their tables. */
export function openConnections({ metastore, secrets }: ConnectionParts) {
  const store = new ConnectionStore(metastore);
  const sourceTables = new SourceTableStore(metastore);
  const connections = new ConnectionService({ store, addresses: new ConnectionAddresses(secrets) });
  return { connections, sourceTables };
}
