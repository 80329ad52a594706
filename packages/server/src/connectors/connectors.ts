import type { LoadSource, RowTextColumn } from "../engine/engine.ts";
import type { DiscoveredTable, ReadRequest } from "./connector.ts";

/** One source as it is configured now: another `version` is a source to connect to anew. */
export interface SourceAddress {
  readonly connectionId: string;
  /** Changes whenever configuration or secret do. */
  readonly version: string;
  readonly type: string;
  /** With its secrets: never logged, and sent to the connector process only. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Outside sources, read in a process of their own. Failures are {@link SourceError}s. */
export interface Connectors {
  check(source: SourceAddress, signal: AbortSignal): Promise<void>;
  discover(source: SourceAddress, signal: AbortSignal): Promise<readonly DiscoveredTable[]>;
  /**
   * Rows go to files in `spool.folder`, save those of a small read. A read that has files holds one of
   * the source's places until they are read or it is disposed: who waits for another one of the same
   * source meanwhile may wait for ever.
   */
  read(source: SourceAddress, call: ReadCall, signal: AbortSignal): Promise<OpenedRead>;
  /** Ends connections that stand open for a source which was changed or deleted. */
  forget(connectionId: string): Promise<void>;
  close(): Promise<void>;
}

export interface ReadCall {
  readonly request: ReadRequest;
  readonly spool: SpoolSettings;
}

export interface SpoolSettings {
  /** An existing folder of this read alone. */
  readonly folder: string;
  /** Size of a file of rows, at which the next one begins. */
  readonly fileBytes: number;
  /** More than this in all is a SourceError `unreadable`; undefined: no limit. */
  readonly maxBytes?: number;
  /** Whether few rows may be handed over as `rows`. */
  readonly mayInline: boolean;
}

export interface OpenedRead extends AsyncDisposable {
  /** See `SourceRead`. */
  readonly statement: string;
  readonly isExact: boolean;
  readonly columns: readonly RowTextColumn[];
  readonly stillKept: readonly number[];
  /** All rows of a small read, as text that is cast to the columns' types; there are no files then. */
  readonly rows?: readonly (readonly (string | null)[])[] | undefined;
  /**
   * Files of rows, to be given to the engine. While one is worked on, the next is written; each is
   * removed when the one after it is asked for.
   */
  files(): AsyncIterable<SpooledRows>;
  /** Bytes and rows that came from the source so far; rows are not known of files. */
  readonly counts: { readonly bytes: number; readonly rows: number | undefined };
}

/** A file of rows, the end of a part, or both. */
export interface SpooledRows {
  readonly file?: LoadSource;
  /** Ends a part, this file included; see `SourcePiece`. */
  readonly mark?: string;
}
