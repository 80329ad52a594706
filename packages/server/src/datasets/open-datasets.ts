import { join } from "node:path";
import type { Pausable } from "../concurrency/pausable.ts";
import { WriteGate } from "../concurrency/write-gate.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { DatasetContent } from "./dataset-content.ts";
import { DatasetFiles } from "./dataset-files.ts";
import { DatasetService, type DatasetServiceParts } from "./dataset-service.ts";
import { DatasetSources } from "./dataset-sources.ts";
import { DatasetStore } from "./dataset-store.ts";
import { DatasetTables } from "./dataset-tables.ts";
import { FileSources, type FileSourceParts } from "./file-sources.ts";
import { QuerySources, type QuerySourceParts } from "./query-sources.ts";

/** What keeps datasets: enough to read and remove them, not to make any. */
export function openDatasetKeeping(metastore: Metastore, dataDir: string, removals: Pausable) {
  const store = new DatasetStore(metastore);
  const files = new DatasetFiles(join(dataDir, "datasets"), removals);
  return {
    store,
    files,
    content: new DatasetContent(store, files),
    tables: new DatasetTables(store, files),
  };
}

type Keeping = ReturnType<typeof openDatasetKeeping>;

export interface DatasetParts
  extends
    Pick<DatasetServiceParts, "metastore" | "space" | "jobs" | "onNewRows">,
    FileSourceParts,
    QuerySourceParts {
  readonly keeping: Keeping;
}

export function openDatasets(parts: DatasetParts): DatasetService {
  const sources = new DatasetSources(new FileSources(parts), new QuerySources(parts));
  return new DatasetService({ ...parts, ...parts.keeping, sources, refreshes: new WriteGate() });
}
