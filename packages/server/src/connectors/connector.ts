import type { Column, ColumnType } from "@hotdata/contract/types";
import type { TableNeeds } from "../engine/column-filter.ts";
import type { LoadSource, RowTextColumn } from "../engine/engine.ts";
import type { RowGroup } from "./columns/row-group.ts";

/**
 * How one kind of outside source is read. It runs in the connector process: a driver that blocks or
 * crashes takes no request with it.
 */
export interface Connector {
  /**
   * A source that is not connected to yet; nothing is sent before the first call.
   * @throws {SourceError} `refused` for a configuration that can never work.
   */
  open(settings: SourceSettings): Promise<Source>;
}

/** What a connector has to know: the checked configuration, secrets included, and the rules of this server. */
export interface SourceSettings {
  readonly config: Readonly<Record<string, unknown>>;
  readonly rules: SourceRules;
}

export interface SourceRules {
  /** Hosts and ranges that may be connected to although not public; `off`: no host at all. */
  readonly hosts: readonly string[] | "off";
  /** Folders in which files of the server may be read. */
  readonly folders: readonly string[];
  /** Connections to one source at a time. */
  readonly maxClients: number;
  /** What the parts of a large table have about, in bytes of the source's own files. */
  readonly partBytes: number;
  /** Longest silence of the source, and longest time of one statement there that is no copy. */
  readonly statementMs: number;
  /** Longest time until a connection stands. */
  readonly connectMs: number;
}

/**
 * One outside source. Sessions only read. Every call takes a signal, which stops the work at the
 * source, too; every failure is a {@link SourceError}, or the signal's reason.
 */
export interface Source extends AsyncDisposable {
  /** Resolves when the source answers and lets us in. */
  check(signal: AbortSignal): Promise<void>;
  /** All tables and views that can be read, in order of schema and name. */
  discover(signal: AbortSignal): Promise<readonly DiscoveredTable[]>;
  /** Begins to read; whoever asked disposes it, read to the end or not. */
  read(request: SourceReadRequest, signal: AbortSignal): Promise<SourceRead>;
}

export interface SourceReadRequest extends ReadRequest {
  /** An existing folder of this read alone, for files of rows that it hands over. */
  readonly folder: string;
  /** Size that such files should have about, where the source has a choice. */
  readonly fileBytes?: number;
  /** Set when all rows go to files: none of them has to come as text. */
  readonly onlyFiles?: boolean;
  /** More bytes of such files, unpacked, are a SourceError `unreadable`. */
  readonly maxBytes?: number;
}

export interface DiscoveredTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly DiscoveredColumn[];
  /** Columns of the primary key, in its order; empty without one. */
  readonly key: readonly string[];
  /** As the source guesses; null where it does not. */
  readonly estimatedRows: number | null;
}

export interface DiscoveredColumn extends Column {
  readonly isNullable: boolean;
  /** The type as the source spells it. */
  readonly sourceType: string;
  /** What the column's values lose on the way; absent when they are exact. */
  readonly loss?: string;
}

export interface ReadRequest {
  readonly schema: string;
  readonly table: string;
  /** The columns to read, as discovered; the rows come in this order. Never empty. */
  readonly columns: readonly DiscoveredColumn[];
  /** A copy may take its time: only the silence of the source is limited. */
  readonly isCopy?: boolean;
  /**
   * Rows that meet none of the lists may be left out. What a source cannot check exactly as the
   * engine does, it leaves unchecked: more rows are never wrong.
   */
  readonly needs?: TableNeeds;
  /** This many rows will do; it counts only when every filter was checked exactly. */
  readonly limit?: number;
  /**
   * The rows that `limit` means are the first ones in this order; it counts only where the source
   * has that order exactly. They may come in any order: the engine sorts them once more.
   */
  readonly order?: readonly RowOrder[];
  /** Only rows whose column comes after the value, or has it. */
  readonly from?: {
    readonly column: string;
    readonly value: string;
    readonly isInclusive: boolean;
  };
  /** Aggregates in place of rows; the source says whether it can. See {@link PartialAggregate}. */
  readonly aggregate?: PartialAggregate;
  /**
   * Of copies only: marks of the parts that an earlier read of the same columns handed over before it
   * was cut, in their order. Their rows are there still; see {@link SourceRead.stillKept}.
   */
  readonly kept?: readonly string[];
}

/** A key of an order: by the column's values as the engine has them, NULLs where it is said. */
export interface RowOrder {
  readonly column: DiscoveredColumn;
  readonly isDescending: boolean;
  readonly areNullsFirst: boolean;
}

/**
 * Aggregates, in groups, of the rows that meet all filters of one of the lists; of all rows without
 * lists. The rows read then have the columns `groups` followed by one for each of `values`.
 */
export interface PartialAggregate {
  readonly groups: readonly DiscoveredColumn[];
  readonly values: readonly AggregateValue[];
  readonly needs: TableNeeds;
}

export type AggregateValue =
  /** BIGINT */
  | { readonly function: "count"; readonly column?: DiscoveredColumn }
  /** Of the column's type */
  | { readonly function: "min" | "max"; readonly column: DiscoveredColumn }
  /** HUGEINT of integers, DECIMAL(38, s) of decimals, DOUBLE of doubles */
  | { readonly function: "sum"; readonly column: DiscoveredColumn };

export interface SourceRead extends AsyncDisposable {
  /** What the source was asked, in its own language, without values; for EXPLAIN and run details. */
  readonly statement: string;
  /** Whether every filter, `limit`, `order` and `aggregate` was done at the source exactly as asked. */
  readonly isExact: boolean;
  /** What the rows consist of. */
  readonly columns: readonly RowTextColumn[];
  /**
   * Indexes of `kept`, each once: what those parts had is, row by row, what this read would hand over for
   * them, so it leaves them out. All other rows are read. Absent: none.
   */
  readonly stillKept?: readonly number[];
  /** Pieces in order, pulled one at a time: nothing is read ahead of the reader without bound. */
  readonly pieces: AsyncIterable<SourcePiece>;
}

/**
 * Whole rows as text, some rows column by column, or a file of rows; each is the reader's from then on,
 * and all of one read that are no files have the same form.
 *
 * A `mark` ends a part: all rows since the last mark, possibly none. Its text is the source's own, by
 * which it finds out in a later read whether the part's rows are still the same. Only copies have marks.
 * A copy that is cut has no use for the rows after its last mark; one that is whole has all of them.
 *
 * Text is CSV in one form only: UTF-8, a comma between cells, `\n` after each row, and in no other
 * place outside quotes. A cell without quotes and without characters is NULL; one in quotes is a
 * value, and `""` in it is a quote. How a cell's text becomes its value is the column's `encoding`.
 */
export type SourcePiece =
  | { readonly text: Uint8Array; readonly rowCount: number; readonly longestRowBytes: number }
  | { readonly group: RowGroup }
  | { readonly file: LoadSource; readonly mark?: string }
  | { readonly mark: string };

/** Of a type that has neither bytes nor parts, a cell is the text that is cast to it. */
export function encodingOf(type: ColumnType): RowTextColumn["encoding"] {
  if (type.kind === "scalar") return type.name === "BLOB" ? "hex" : "text";
  return type.kind === "decimal" || type.kind === "enum" ? "text" : "json";
}

/** A longer row of text is {@link SourceError} `unreadable`: the engine holds several at a time. */
export const MAX_ROW_BYTES = 64 * 1_024 ** 2;
