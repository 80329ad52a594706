import type { FileFormat } from "../../engine/file-signature.ts";

/** Where tables of files come from: what web servers and object stores have in common. */
export interface RemoteFiles extends AsyncDisposable {
  /** Resolves when the source answers and lets us in. */
  check(signal: AbortSignal): Promise<void>;
  /** All tables, in order of their names. */
  tables(signal: AbortSignal): Promise<readonly RemoteTable[]>;
  /** @throws {SourceError} `changed` when there is no such table. */
  table(name: string, signal: AbortSignal): Promise<RemoteTable>;
  /**
   * Begins to read a file; whoever called reads the body to the end or closes it.
   * @throws {SourceError} `changed` for a file that is not there
   */
  open(file: RemoteFile, part: FilePart, signal: AbortSignal): Promise<RemoteBody>;
}

export interface RemoteTable {
  readonly name: string;
  /** Of files whose names do not tell it. */
  readonly format: FileFormat | undefined;
  /** In the order in which their rows come. */
  readonly files: readonly RemoteFile[];
}

export interface RemoteFile {
  /** A web address or a key. */
  readonly address: string;
  /** What the file is called in messages: without what may be secret in its address. */
  readonly label: string;
  /** The last part of its path, which tells format and compression. */
  readonly name: string;
  /** Where a listing says so, like the tag. */
  readonly sizeBytes?: number;
  readonly etag?: string;
  /** What the file's place says about its rows, as `year=2024/` does; null is NULL. */
  readonly constants?: Readonly<Record<string, string | null>>;
}

export type FilePart =
  /** The rest of the file that has this tag; the whole one when it has another by now. */
  | { readonly from: number; readonly etag: string | undefined }
  /** Its end; or the whole file where ends cannot be asked for. */
  | { readonly lastBytes: number };

export interface RemoteBody {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Where in the file they begin. */
  readonly start: number;
  /** Of the whole file; undefined where nobody says. */
  readonly totalBytes: number | undefined;
  /** Changes whenever the file does; undefined where there is none that promises that. */
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  close(): void;
}
