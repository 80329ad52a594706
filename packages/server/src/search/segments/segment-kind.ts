import type { OpenSegment } from "./segment-cache.ts";
import type { FileSource, Sources } from "./segment-source.ts";

/** Rows of a file, in the order of the file; in batches that end where a file does. */
export interface SegmentRows<Value> {
  /** Which of the sources that were asked for. */
  readonly file: number;
  /** Rows that were read, also those without a value. */
  readonly rowCount: number;
  /** Positions of the rows that have values. */
  readonly rows: ArrayLike<number>;
  /** One for each of `rows`; good until the next batch. */
  readonly values: ArrayLike<Value>;
}

export interface SegmentBuilder<Segment, Value> {
  /** @returns what to wait for before the next one, if anything. */
  add(row: number, value: Value): Promise<void> | undefined;
  /** The segment, in memory only. */
  hold(): Promise<OpenSegment<Segment>>;
  /** Writes it to a file that does not exist yet. */
  writeTo(path: string, signal: AbortSignal): Promise<void>;
  /** Removes what is left of the work. */
  close(): Promise<void>;
}

/** What the segments of one index are: how they are made, and opened. */
export interface SegmentKind<Segment, Value> {
  /** Ending of the names of their files. */
  readonly suffix: string;
  /** What may take long before a file can be read, and what other files need not wait for. */
  ready?(source: FileSource, signal: AbortSignal): Promise<void>;
  read(sources: Sources, signal: AbortSignal): AsyncIterable<SegmentRows<Value>>;
  builder(): SegmentBuilder<Segment, Value>;
  open(path: string): Promise<OpenSegment<Segment>>;
  /** Whether a file has to be made again. */
  isDamage(error: unknown): boolean;
}
