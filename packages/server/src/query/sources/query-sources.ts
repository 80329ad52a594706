import type { Connection, ReadMode } from "../../connections/connection.ts";
import type { TableCopies } from "../../connections/copies/table-copies.ts";
import type { SourceTableStore } from "../../connections/source-table-store.ts";
import type { Connectors, SourceAddress } from "../../connectors/connectors.ts";
import type { GivenRows } from "../../engine/cells/given-rows.ts";
import type {
  Engine,
  ExplainNote,
  SqlParameter,
  Statement,
  TableReference,
  TableScan,
  VisibleTable,
} from "../../engine/engine.ts";
import type { ArgumentValues } from "../searches/argument-values.ts";
import type { LiveFiles } from "./live-files.ts";
import type { NamePlaces } from "./source-use.ts";
import type { UsedSource } from "./used-source.ts";

/** What statements need to read tables of outside sources. */
export interface QuerySources {
  readonly engine: Pick<Engine, "writeDataFiles">;
  readonly connectors: Pick<Connectors, "read">;
  readonly connections: { addressOf(connection: Connection): Promise<SourceAddress> };
  readonly tables: Pick<SourceTableStore, "find" | "list">;
  readonly copies: Pick<TableCopies, "ensure">;
  readonly files: LiveFiles;
  /** Bytes of one live read at most. */
  readonly maxReadBytes: number;
  /** Gives a workspace's engine work beside statements its turn. */
  readonly inTurn: <T>(
    workspaceId: string,
    signal: AbortSignal,
    work: () => Promise<T>,
  ) => Promise<T>;
}

export interface SourcesRequest extends NamePlaces {
  readonly workspaceId: string;
  readonly statement: Statement;
  readonly parameters: readonly SqlParameter[];
  /** Of what searches name. */
  readonly values: ArgumentValues;
  /** Overrides that of the connections. */
  readonly readMode: ReadMode | undefined;
  readonly signal: AbortSignal;
  /** Told how many tables have to be copied before the statement can run: none, mostly. */
  readonly onCopying: (count: number) => void;
}

/** The tables of outside sources that a statement reads, ready to be read by the engine. */
export interface OpenedSources extends AsyncDisposable {
  /** Those that are no tables of the lake. */
  readonly tables: readonly VisibleTable[];
  /** Whether one of `tables` is what a reference means. */
  has(reference: TableReference): boolean;
  /** Sources in whose folders rows were written that the engine has to read. */
  readonly connectionIds: readonly string[];
  /** See `ExecuteRequest`. */
  readonly partial?: TableScan | undefined;
  /** All rows of the statement, where the source gave just these. */
  readonly answer?: GivenRows | undefined;
  readonly notes: readonly ExplainNote[];
  readonly used: readonly UsedSource[];
}

export const NO_SOURCES: OpenedSources = {
  tables: [],
  has: () => false,
  connectionIds: [],
  notes: [],
  used: [],
  [Symbol.asyncDispose]: async () => {},
};
