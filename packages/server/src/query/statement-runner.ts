import type {
  Engine,
  ExecuteOutcome,
  OnProgress,
  SqlDialect,
  SqlParameter,
  Statement,
  TableReference,
  VisibleTable,
} from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import {
  DATASETS,
  isDatasetTable,
  openDatasetTables,
  type QueryDatasets,
} from "./dataset-tables.ts";
import { bindNeeds } from "./bind-needs.ts";
import type { WorkspaceLimitStore } from "../limits/workspace-limit-store.ts";
import type { ReadMode } from "../connections/connection.ts";
import type { Lake } from "../lake/lake.ts";
import { LakeReading } from "../lake/lake-reading.ts";
import type { QueriedDatabase, QueryDatabases, Scope } from "./query-scope.ts";
import type { ResultSources } from "../results/result-sources.ts";
import { type ScannedData, scannedData } from "./scanned-data.ts";
import { SandboxTables } from "./sandbox-tables.ts";
import { ArgumentValues } from "./searches/argument-values.ts";
import { EmbeddedColumns } from "./searches/embedded-columns.ts";
import type { QuerySearching } from "./searches/query-searching.ts";
import { checkCatalogs, searchedReferences, SearchedSources } from "./searches/searched-sources.ts";
import { type Found, StatementSearches } from "./searches/statement-searches.ts";
import type { SearchCall } from "../engine/search-call.ts";
import { isInformationSchema } from "../engine/visible-name.ts";
import { isResultTable, openResultTables } from "./result-tables.ts";
import { type NameDefaults, resolveTables } from "./resolve-tables.ts";
import { openSources } from "./sources/open-sources.ts";
import { NO_SOURCES, type OpenedSources, type QuerySources } from "./sources/query-sources.ts";
import type { QueryPhases } from "../telemetry/query-phases.ts";
import { findCatalog, openCatalogs } from "./visible-catalogs.ts";

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

export interface StatementRunnerParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly databases: QueryDatabases;
  readonly results: ResultSources;
  readonly datasets: QueryDatasets;
  readonly limits: Pick<WorkspaceLimitStore, "get">;
  readonly searching: QuerySearching;
  readonly sources: QuerySources;
}

export interface StatementOutcome extends ExecuteOutcome {
  /** Undefined when it named no table. */
  readonly scanned: ScannedData | undefined;
}

/** Takes a statement through inspection, name resolution and execution. */
export class StatementRunner {
  readonly #parts: StatementRunnerParts;

  constructor(parts: StatementRunnerParts) {
    this.#parts = parts;
  }

  /**
   * Waits for what a statement needs of outside sources: that takes no turn from others.
   * @param onCopying see `SourcesRequest`
   */
  async open(
    request: StatementRequest,
    { signal, phases }: StatementWork,
    onCopying: (count: number) => void = () => {},
  ): Promise<OpenedStatement> {
    const { databases, sources: parts } = this.#parts;
    const database = await openCatalogs(databases, request);
    if (database.attachments.every(({ connection }) => connection === undefined)) {
      onCopying(0);
      return opened({ database, statement: undefined, sources: NO_SOURCES });
    }
    const statement = await this.#inspect(request, { signal, phases });
    const { workspaceId, parameters = [], readMode } = request;
    const defaults = nameDefaults(database, request);
    const values = new ArgumentValues(parameters);
    const names = { workspaceId, database, defaults, statement, parameters, values };
    const sources = await phases.measure("source", () =>
      openSources(parts, { ...names, readMode, signal, onCopying }),
    );
    return opened({ database, statement, sources });
  }

  #inspect(request: StatementRequest, { signal, phases }: StatementWork): Promise<Statement> {
    const { runId, sqlText, dialect = "hotsql", parameters = [] } = request;
    const parameterNames = parameters.map(({ name }) => name);
    return phases.measure("inspect", () =>
      this.#parts.engine.inspect({ runId, sqlText, dialect, parameterNames }, signal),
    );
  }

  async run(
    request: StatementRequest,
    { database, statement: inspected, sources: outside }: OpenedStatement,
    { isLow, signal, phases, onProgress }: StatementTurn,
  ): Promise<StatementOutcome> {
    const { engine, databases, datasets, searching } = this.#parts;
    const { indexes } = searching;
    const { sqlText, dialect = "hotsql", parameters = [] } = request;
    const statement = inspected ?? (await this.#inspect(request, { signal, phases }));
    const defaults = nameDefaults(database, request);
    // The engine reads the files until it is done.
    using lake = new LakeReading(this.#parts.lake);
    const { workspaceId } = request;
    const isWorkspaceScope = request.scope === undefined;
    const isDataset = (reference: TableReference): boolean =>
      isWorkspaceScope && isDatasetTable(reference, defaults);
    const isStored = (reference: TableReference): boolean =>
      !isResultTable(reference) && !isDataset(reference) && !outside.has(reference);
    const values = new ArgumentValues(parameters);
    const { searches = [] } = statement;
    checkCatalogs(searches, values, database);
    const references = searchedReferences(statement, values);
    const stored = bindNeeds(references.filter(isStored), parameters);
    // Like all datasets, those of a sandbox are not seen from within a database.
    const sandboxId = isWorkspaceScope ? request.sandboxId : undefined;
    await using sandbox = new SandboxTables(datasets, { workspaceId, sandboxId, defaults });
    const tables = await phases.measure("resolve", () =>
      resolveTables({ lake, databases, datasets, sandbox, indexes }, stored, {
        workspaceId,
        database,
        defaults,
        isWorkspaceScope,
      }),
    );
    await using results = await openResultTables(
      this.#parts.results,
      references.filter(isResultTable),
      { workspaceId, databaseId: request.scope?.id },
    );
    await using opened = await openDatasetTables(datasets, references.filter(isDataset), {
      workspaceId,
      defaults,
    });
    const visible = [...tables, ...results.tables, ...opened.tables, ...outside.tables];
    const sources = new SearchedSources(database);
    sources.add(stored.filter(isPlain), tables, (table) => sandbox.datasetIdOf(table));
    sources.add(references.filter(isDataset), opened.tables, (table) => opened.datasetIdOf(table));
    const isSearch = searches.length > 0;
    const place = { columns: statement.columns, isSearch, signal };
    const embedded = new EmbeddedColumns(this.#parts.searching, place);
    const widened = await sources.replace((source) => embedded.addTo(source));
    // Of tables that have no indexes, every row is compared.
    const indexed = searches.filter(
      (call) => call.function !== "nearest" || !outside.has(values.table(call)),
    );
    const found = await this.#search(indexed, { sources, values, signal, phases });
    const usesDatasets =
      opened.tables.length > 0 || !sandbox.isEmpty || request.isForDataset === true;
    const { max_spill_bytes: maxSpillBytes } = await this.#parts.limits.get(request.workspaceId);
    const execution = {
      workspaceId,
      isLow,
      runId: request.runId,
      databaseId: database.id,
      readableDatabaseIds: [...databasesOf(tables, database), ...outside.connectionIds],
      ...(usesDatasets ? { datasetsOf: workspaceId } : {}),
      sqlText,
      dialect,
      parameters,
      defaultCatalog: defaults.catalog,
      defaultSchema: defaults.schema,
      tables: visible.map((table) => widened.get(table) ?? table),
      ...found,
      ...(outside.partial === undefined ? {} : { partial: outside.partial }),
      notes: outside.notes,
      resultPath: request.resultPath,
      mayAnswerCells: request.mayAnswerCells === true,
      preview: request.preview,
      ...(maxSpillBytes === null ? {} : { maxSpillBytes }),
      isProfiled: request.isProfiled === true && statement.kind === "select",
    };
    const outcome = await phases.measure("execute", () =>
      engine.execute(execution, signal, onProgress),
    );
    return { ...outcome, scanned: scannedData(statement, visible) };
  }

  async #search(
    searches: readonly SearchCall[],
    { sources, values, signal, phases }: SearchContext,
  ): Promise<Partial<Found>> {
    if (searches.length === 0) return {};
    const asked = searches.map((call) => ({ call, source: sources.find(values.table(call)) }));
    const statementSearches = new StatementSearches(this.#parts.searching, values, signal);
    return phases.measure("search", () => statementSearches.run(asked));
  }
}

function opened(statement: Omit<OpenedStatement, typeof Symbol.asyncDispose>): OpenedStatement {
  return { ...statement, [Symbol.asyncDispose]: () => statement.sources[Symbol.asyncDispose]() };
}

interface SearchContext extends Pick<StatementTurn, "signal" | "phases"> {
  readonly sources: SearchedSources;
  readonly values: ArgumentValues;
}

function isPlain(reference: TableReference): boolean {
  return !isInformationSchema(reference);
}

function nameDefaults(database: QueriedDatabase, request: StatementRequest): NameDefaults {
  const catalog = (request.defaultCatalog ?? "default").toLowerCase();
  if (catalog === DATASETS && request.scope === undefined) {
    return { catalog, schema: (request.defaultSchema ?? "main").toLowerCase() };
  }
  const found = findCatalog(database, catalog);
  if (found === undefined) {
    throw new SqlError(`default_catalog '${catalog}' is not a catalog of this database`);
  }
  return { catalog, schema: (request.defaultSchema ?? found.defaultSchema).toLowerCase() };
}

/** The databases that hold the files of these tables. */
function databasesOf(tables: readonly VisibleTable[], database: QueriedDatabase): string[] {
  const ids = tables.flatMap(({ catalog }) => findCatalog(database, catalog)?.databaseId ?? []);
  return [...new Set(ids)];
}
