import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { openFencedInstance } from "../../engine/duckdb/fenced-instance.ts";
import { quoteIdentifier, quoteLiteral } from "../../engine/duckdb/sql-text.ts";
import { type AllowedFile, fileVersion, findAllowedFile } from "../allowed-file.ts";
import { SourceError } from "../source-error.ts";
import { duckDbError } from "./duckdb-error.ts";

/** Beyond its memory, work spills into the work folder. */
const LIMITS = { memoryMb: 1024, spillMb: 16 * 1024, threads: 2 };

/** Names that every instance has already. */
const TAKEN_NAMES: ReadonlySet<string> = new Set(["memory", "system", "temp"]);

export interface FileToAttach {
  /** As it is configured. */
  readonly path: string;
  /** Folders in which it may lie. */
  readonly folders: readonly string[];
  /** The only folder that the instance may read and write; none when absent. */
  readonly workDir?: string;
}

/**
 * A database file that stands open for reading, in an instance of its own that reaches no other
 * file. Nobody can write to the file meanwhile: it is opened for one piece of work only.
 */
export class AttachedFile implements Disposable {
  /** Name of the file's catalog, as views of the file may write it. */
  readonly catalog: string;
  readonly #file: AllowedFile;
  readonly #instance: DuckDBInstance;

  private constructor(file: AllowedFile, catalog: string, instance: DuckDBInstance) {
    this.#file = file;
    this.catalog = catalog;
    this.#instance = instance;
  }

  /** @throws {SourceError} when it cannot be read */
  static async open({ path, folders: allowed, workDir }: FileToAttach): Promise<AttachedFile> {
    const file = await databaseFile(path, allowed);
    const catalog = catalogName(file.path);
    const attach = `ATTACH ${quoteLiteral(file.path)} AS ${quoteIdentifier(catalog)} (READ_ONLY)`;
    try {
      const limits = { ...LIMITS, scratchDir: workDir ?? tmpdir() };
      const folders = workDir === undefined ? [] : [workDir];
      const instance = await openFencedInstance(limits, folders, async (connection) => {
        await connection.run(attach);
      });
      const attached = new AttachedFile(file, catalog, instance);
      // A link may have been put in its place after it was looked at.
      await attached.requireUnchanged();
      return attached;
    } catch (error) {
      throw duckDbError(error);
    }
  }

  connect(): Promise<DuckDBConnection> {
    return this.#instance.connect();
  }

  /** @throws {SourceError} `unavailable`: what was read since may be of two states of the file */
  async requireUnchanged(): Promise<void> {
    const { path, version } = this.#file;
    if ((await versionNow(path)) === version) return;
    throw new SourceError(
      "unavailable",
      "The DuckDB file was written or replaced while it was read; try again.",
    );
  }

  [Symbol.dispose](): void {
    this.#instance.closeSync();
  }
}

/** The file as it is now; its version counts the log of writes beside it, which is read, too. */
async function databaseFile(path: string, folders: readonly string[]): Promise<AllowedFile> {
  const file = await findAllowedFile(path, folders);
  const log = `${file.path}.wal`;
  if ((await fileVersion(log)) !== undefined) await findAllowedFile(log, folders);
  return { path: file.path, version: await versionOf(file.path, file.version) };
}

async function versionNow(path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  const version = real === path ? await fileVersion(path) : undefined;
  return version && versionOf(path, version);
}

async function versionOf(path: string, version: string): Promise<string> {
  return `${version} ${(await fileVersion(`${path}.wal`)) ?? ""}`;
}

/** As DuckDB itself names a file's catalog: views may spell their tables with it. */
function catalogName(path: string): string {
  const [name = ""] = basename(path).split(".", 1);
  return name === "" || TAKEN_NAMES.has(name.toLowerCase()) ? "source" : name;
}
