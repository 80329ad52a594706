import { dirname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { syncPath } from "../catalog/durable-files.ts";
import type { LakePaths } from "../catalog/lake-paths.ts";
import { removeUnlessReferenced } from "../catalog/recover-files.ts";
import type { CommitWriteOutcome, CommitWriteRequest } from "../lake.ts";
import { type Commit, commitWrite } from "./commit-write.ts";
import { placeFile, targetOf } from "./place-file.ts";

interface Waiting {
  readonly request: CommitWriteRequest;
  readonly resolve: (outcome: CommitWriteOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** A load whose files lie in their places. */
interface Placed {
  readonly waiting: Waiting;
  readonly request: CommitWriteRequest;
  readonly targets: readonly string[];
}

type Attempt =
  | { readonly commit: Commit; readonly error?: undefined }
  | { readonly commit?: undefined; readonly error: unknown };

/** Limits how long one transaction keeps the catalog from others. */
const MAX_LOADS = 64;

const FILES_AT_ONCE = 4;

/**
 * Commits loads of one database. Those that come while another commit is under way wait for it and
 * then go together: one transaction, so one wait for the disk, with a snapshot for each load.
 */
export class GroupCommit {
  readonly #catalog: Catalog;
  readonly #paths: LakePaths;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(catalog: Catalog, paths: LakePaths) {
    this.#catalog = catalog;
    this.#paths = paths;
  }

  commit(request: CommitWriteRequest): Promise<CommitWriteOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MAX_LOADS);
      try {
        await this.#commitGroup(group);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#isRunning = false;
  }

  async #commitGroup(group: readonly Waiting[]): Promise<void> {
    const placed = (await Promise.all(group.map((waiting) => this.#place(waiting)))).filter(
      (load) => load !== undefined,
    );
    const attempts = new Map<Placed, Attempt>();
    try {
      const folders = placed.flatMap(({ targets }) => targets.map((path) => dirname(path)));
      await Promise.all([...new Set(folders)].map(syncPath));
      const done = await this.#catalog.write(() =>
        placed.map((load) => [load, this.#attempt(load.request)] as const),
      );
      for (const [load, attempt] of done) attempts.set(load, attempt);
    } finally {
      // Refused, or committed before by another call: no file may stay that the catalog lacks.
      for (const load of placed) {
        const isNew = attempts.get(load)?.commit?.isNew === true;
        if (!isNew) await this.#removeFiles(load.targets);
      }
    }
    for (const [{ waiting }, { commit, error }] of attempts) {
      if (commit === undefined) waiting.reject(error);
      else waiting.resolve(commit.outcome);
    }
  }

  /** Undefined when the load was rejected here: its own trouble leaves the others alone. */
  async #place(waiting: Waiting): Promise<Placed | undefined> {
    const { plan, files, deletions = [] } = waiting.request;
    const targets: string[] = [];
    const place = async (stagedPath: string): Promise<string> => {
      const target = targetOf(this.#paths, plan.databaseId, stagedPath);
      targets.push(target);
      await placeFile(stagedPath, target);
      return target;
    };
    try {
      const request = {
        ...waiting.request,
        files: await fewAtOnce(files, async (file) => ({ ...file, path: await place(file.path) })),
        deletions: await fewAtOnce(deletions, async ({ dataFileId, deleteFile }) => {
          if (deleteFile === undefined) return { dataFileId };
          return { dataFileId, deleteFile: { ...deleteFile, path: await place(deleteFile.path) } };
        }),
      };
      return { waiting, request, targets };
    } catch (error) {
      await this.#removeFiles(targets).catch(() => undefined);
      waiting.reject(error);
      return undefined;
    }
  }

  /** What a load cannot do is undone, and the transaction goes on without it. */
  #attempt(request: CommitWriteRequest): Attempt {
    try {
      return { commit: this.#catalog.attempt(() => commitWrite(this.#catalog, request)) };
    } catch (error) {
      if (!this.#catalog.isInTransaction) throw error;
      return { error };
    }
  }

  async #removeFiles(targets: readonly string[]): Promise<void> {
    for (const path of targets) await removeUnlessReferenced(this.#catalog, path);
  }
}

/** Few at a time: there are as many threads for files. */
async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  while (results.length < items.length) {
    const next = items.slice(results.length, results.length + FILES_AT_ONCE);
    results.push(...(await Promise.all(next.map(work))));
  }
  return results;
}
