import { mkdtemp, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { FileInspector } from "../../engine/duckdb/file-inspector.ts";
import type { SourceRules } from "../connector.ts";
import type { FileFacts } from "./file-facts.ts";
import type { DownloadLimits } from "./download-file.ts";
import type { RemoteFiles } from "./remote-files.ts";

/** Facts that are kept of files that have not changed. */
const MAX_FACTS = 20_000;
/** Of a file that is only looked at. */
const MAX_LOOK_BYTES = 64 * 1024 ** 3;

/** What belongs to one open source of files. */
export class FilesContext implements AsyncDisposable {
  readonly files: RemoteFiles;
  readonly rules: SourceRules;
  readonly #homeDir: string;
  readonly #facts = new Map<string, FileFacts>();
  #scratchDir: Promise<string> | undefined;
  #inspector: Promise<FileInspector> | undefined;

  /** @param homeDir where files on the way are kept; the process's own folder, if not given */
  constructor(files: RemoteFiles, rules: SourceRules, homeDir = homedir()) {
    this.files = files;
    this.rules = rules;
    this.#homeDir = homeDir;
  }

  /** A folder of this source alone. */
  scratchDir(): Promise<string> {
    this.#scratchDir ??= mkdtemp(join(this.#homeDir, "files-"));
    return this.#scratchDir;
  }

  inspector(): Promise<FileInspector> {
    this.#inspector ??= this.scratchDir().then((folder) => FileInspector.open(folder));
    return this.#inspector;
  }

  limits(maxBytes = MAX_LOOK_BYTES): DownloadLimits {
    return { maxBytes, slowestMs: this.rules.statementMs };
  }

  /** What was found out about this version of a file before. */
  knownFacts(key: string | undefined): FileFacts | undefined {
    return key === undefined ? undefined : this.#facts.get(key);
  }

  keepFacts(key: string | undefined, facts: FileFacts): void {
    if (key === undefined) return;
    if (this.#facts.size >= MAX_FACTS) this.#facts.clear();
    this.#facts.set(key, facts);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    (await this.#inspector)?.close();
    await this.files[Symbol.asyncDispose]();
    if (this.#scratchDir === undefined) return;
    await rm(await this.#scratchDir, { recursive: true, force: true });
  }
}
