import type { DatasetName, OpenedDataset, QueryDatasets } from "../query/dataset-tables.ts";
import type { DatasetFiles } from "./dataset-files.ts";
import type { DatasetStore } from "./dataset-store.ts";

/** Lends datasets to statements. */
export class DatasetTables implements QueryDatasets {
  readonly #store: DatasetStore;
  readonly #files: DatasetFiles;

  constructor(store: DatasetStore, files: DatasetFiles) {
    this.#store = store;
    this.#files = files;
  }

  async open(workspaceId: string, name: DatasetName): Promise<OpenedDataset | undefined> {
    for (;;) {
      const version = await this.#findVersion(workspaceId, name);
      if (version === undefined) return undefined;
      const { id: versionId, datasetId, columns, rowCount } = version;
      const hold = this.#files.hold(workspaceId, versionId);
      const release = () => hold.release();
      try {
        // Deleted before it was held, it may be gone; what stands now is looked up instead.
        const known = await this.#store.listKnown([versionId]);
        if (known.has(versionId)) {
          const path = this.#files.path(workspaceId, versionId);
          return { datasetId, versionId, path, columns, rowCount, release };
        }
      } catch (error) {
        await release();
        throw error;
      }
      await release();
    }
  }

  list(workspaceId: string) {
    return this.#store.listTables(workspaceId);
  }

  async #findVersion(workspaceId: string, name: DatasetName) {
    const dataset = await this.#store.findNamed(workspaceId, name);
    if (dataset === undefined) return undefined;
    const { id, pinnedVersion, latestVersion } = dataset;
    return this.#store.findVersion(id, pinnedVersion ?? latestVersion);
  }
}
