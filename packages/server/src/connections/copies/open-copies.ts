import { join } from "node:path";
import { LakeTableCopies } from "./lake-table-copies.ts";
import { CutCopies } from "./cut-copies.ts";
import { CutCopyStore } from "./cut-copy-store.ts";
import { CopyCommitStore } from "./copy-commit-store.ts";
import { CopyMaker } from "./copy-maker.ts";
import { CopyWriter, type CopyWriterParts } from "./copy-writer.ts";
import { DataRefresh } from "./data-refresh.ts";
import type { SyncListener } from "./sync-listener.ts";
import { TableRediscovery } from "./table-rediscovery.ts";
import type { Metastore } from "../../metastore/open-metastore.ts";
import { CUT_COPIES } from "../../data-dir/cut-copies-folder.ts";
import { ConnectionStore } from "../connection-store.ts";
import type { SourceTableStore } from "../source-table-store.ts";

export interface CopyParts extends Omit<CopyWriterParts, "commits" | "cutCopies" | "spoolDir"> {
  readonly metastore: Metastore;
  readonly sourceTables: SourceTableStore;
  readonly dataDir: string;
  readonly listener: SyncListener;
  /** Connections that one source is asked for at a time. */
  readonly maxPerConnection: number;
}

/** Copies of outside tables. What an earlier process left on its way is removed with the staging area. */
export function openCopies(parts: CopyParts) {
  const { metastore, sourceTables: tables, lake, connectors, connections } = parts;
  const commits = new CopyCommitStore(metastore, lake);
  const cutCopies = new CutCopies({
    store: new CutCopyStore(metastore),
    dir: join(parts.dataDir, CUT_COPIES),
  });
  const writer = new CopyWriter({
    ...parts,
    commits,
    cutCopies,
    // No database has a name with a dot.
    spoolDir: join(parts.dataDir, "staging", ".copies"),
  });
  const rediscovery = new TableRediscovery({ connectors, connections, tables });
  const copies = new LakeTableCopies({
    connections: new ConnectionStore(metastore),
    tables,
    maker: new CopyMaker({ writer, tables, commits, rediscovery, lake }),
    commits,
    cutCopies,
    lake,
    listener: parts.listener,
    maxPerConnection: parts.maxPerConnection,
  });
  const maxAtOnce = parts.maxPerConnection;
  return { copies, dataRefresh: new DataRefresh({ copies, tables, maxAtOnce }) };
}
