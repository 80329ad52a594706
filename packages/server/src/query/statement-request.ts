import type {
  ExecuteOutcome,
  OnProgress,
  SqlDialect,
  SqlParameter,
  Statement,
} from "../engine/engine.ts";
import type { ReadMode } from "../connections/connection.ts";
import type { QueryPhases } from "../telemetry/query-phases.ts";
import type { QueriedDatabase, Scope } from "./query-scope.ts";
import type { ScannedData } from "./scanned-data.ts";
import type { OpenedSources } from "./sources/query-sources.ts";

export interface StatementRequest {
  readonly workspaceId: string;
  /** The query run that it belongs to; none when its rows are kept elsewhere. */
  readonly runId?: string;
  readonly scope: Scope;
  /** The sandbox it runs in; none when absent. */
  readonly sandboxId?: string | undefined;
  readonly sqlText: string;
  /** `hotsql` when absent. */
  readonly dialect?: SqlDialect | undefined;
  readonly parameters?: readonly SqlParameter[] | undefined;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
  /** How tables of outside sources are read; as their connections say when undefined. */
  readonly readMode?: ReadMode | undefined;
  readonly resultPath: string;
  /** Whether `resultPath` is in the workspace's folder of datasets. */
  readonly isForDataset?: boolean;
  /** Whether a small result may be handed over as `cells` instead of a file. */
  readonly mayAnswerCells?: boolean;
  readonly preview: { readonly maxRows: number; readonly maxBytes: number };
  /** Whether to measure its operators, where it is a SELECT. */
  readonly isProfiled?: boolean;
}

export interface StatementWork {
  /** Stops it. */
  readonly signal: AbortSignal;
  /** Measures what it spends its time with. */
  readonly phases: QueryPhases;
}

/** What is known of a statement when its turn has come. */
export interface StatementTurn extends StatementWork {
  /** Whether it stands back behind others for the processor. */
  readonly isLow: boolean;
  readonly onProgress?: OnProgress;
}

/** A statement for whose turn everything is ready. */
export interface OpenedStatement extends AsyncDisposable {
  readonly database: QueriedDatabase;
  /** Undefined while it was not needed yet. */
  readonly statement: Statement | undefined;
  readonly sources: OpenedSources;
}

export interface StatementOutcome extends ExecuteOutcome {
  /** Undefined when it named no table. */
  readonly scanned: ScannedData | undefined;
}
