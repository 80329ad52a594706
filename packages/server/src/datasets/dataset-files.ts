import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Pausable } from "../concurrency/pausable.ts";
import { type FileHold, FileHolds } from "../results/file-holds.ts";

/** A folder for what is written on the way to a version; removed when it is disposed of. */
export interface DatasetWork extends AsyncDisposable {
  readonly dir: string;
}

const KEPT = ".parquet";
const WORK = ".work";
/** Folder of the indexes of a workspace's datasets, which have an owner of their own. */
const INDEXES = "indexes";

/** The files of datasets: a folder for each workspace, in it a Parquet file for each version. */
export class DatasetFiles {
  readonly #dir: string;
  readonly #holds: FileHolds;

  /** @param removals paused while a backup gives the files a second name. */
  constructor(dir: string, removals: Pausable) {
    this.#dir = dir;
    this.#holds = new FileHolds((path) => removals.run(() => rm(path, { force: true })));
  }

  path(workspaceId: string, versionId: string): string {
    return join(this.#dir, workspaceId, versionId + KEPT);
  }

  async openWork(workspaceId: string, versionId: string): Promise<DatasetWork> {
    const dir = join(this.#dir, workspaceId, versionId + WORK);
    await mkdir(dir, { recursive: true });
    return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
  }

  /** Makes a written file the one of a version; it is on disk when this returns. */
  async keep(workspaceId: string, versionId: string, writtenPath: string): Promise<void> {
    await syncPath(writtenPath);
    await rename(writtenPath, this.path(workspaceId, versionId));
    await syncPath(join(this.#dir, workspaceId));
    await syncPath(this.#dir);
  }

  /** Keeps a version's file from being removed; look the version up again once it is held. */
  hold(workspaceId: string, versionId: string): FileHold {
    return this.#holds.hold(this.path(workspaceId, versionId));
  }

  /** Removes a version's file as soon as nobody reads it. */
  remove(workspaceId: string, versionId: string): Promise<void> {
    return this.#holds.remove(this.path(workspaceId, versionId));
  }

  /** Removes what belongs to no version; only while nothing else uses the files. */
  async sweep(isKept: (versionIds: readonly string[]) => Promise<ReadonlySet<string>>) {
    for (const workspaceId of await readdir(this.#dir)) {
      const dir = join(this.#dir, workspaceId);
      const names = (await readdir(dir)).filter((name) => name !== INDEXES);
      const kept = await isKept(names.map(versionIdOf));
      for (const name of names) {
        if (name.endsWith(KEPT) && kept.has(versionIdOf(name))) continue;
        await rm(join(dir, name), { recursive: true, force: true });
      }
      if (kept.size === 0) await rm(dir, { recursive: true, force: true });
    }
  }
}

function versionIdOf(name: string): string {
  return name.split(".", 1)[0] ?? "";
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
