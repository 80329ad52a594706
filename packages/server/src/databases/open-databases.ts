import { WriteGate } from "../concurrency/write-gate.ts";
import { ConnectionStore } from "../connections/connection-store.ts";
import type { KnownConnections } from "../connections/known-connections.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { Lake } from "../lake/lake.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { AttachmentService } from "./attachment-service.ts";
import { AttachmentStore } from "./attachment-store.ts";
import { BatchService } from "./batch-service.ts";
import { BatchStore } from "./batch-store.ts";
import { DatabaseService, type DatabaseServiceParts } from "./database-service.ts";
import { DatabaseStore } from "./database-store.ts";
import { DeclarationStore } from "./declaration-store.ts";
import { ChangeStore } from "./structure/change-store.ts";
import { StructureService } from "./structure/structure-service.ts";
import { TableService } from "./table-service.ts";

export type DatabaseParts = Pick<DatabaseServiceParts, "contents" | "onExpired"> & {
  readonly metastore: Metastore;
  readonly lake: Lake;
  readonly jobs: JobService;
  readonly knownConnections: KnownConnections;
};

/** Databases with what is declared in them, attached to them and made of them in bulk. */
export function openDatabases({
  metastore,
  lake,
  jobs,
  knownConnections,
  ...parts
}: DatabaseParts) {
  const structureGate = new WriteGate();
  const store = new DatabaseStore(metastore);
  const connections = new ConnectionStore(metastore);
  const databases = new DatabaseService({ store, lake, connections, structureGate, ...parts });
  const attachments = new AttachmentService({
    store: new AttachmentStore(metastore, knownConnections),
    databases,
    connections,
  });
  const batches = new BatchService({
    store: new BatchStore(metastore),
    databases,
    lake,
    jobs,
    gate: new WriteGate(),
  });
  const declarations = new DeclarationStore(metastore);
  const tables = new TableService({ declarations, lake });
  const structure = new StructureService({
    changes: new ChangeStore(metastore),
    declarations,
    lake,
    gate: structureGate,
  });
  return { databases, attachments, batches, tables, structure };
}
