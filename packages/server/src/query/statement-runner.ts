import { givenOutcome } from "../engine/cells/given-rows.ts";
import type { Engine, ExecuteOutcome, TableReference, VisibleTable } from "../engine/engine.ts";
import { isDatasetTable, openDatasetTables, type QueryDatasets } from "./dataset-tables.ts";
import { bindNeeds } from "./bind-needs.ts";
import { inspectStatement } from "./inspect-statement.ts";
import type { WorkspaceLimitStore } from "../limits/workspace-limit-store.ts";
import type { Lake } from "../lake/lake.ts";
import { LakeReading } from "../lake/lake-reading.ts";
import { nameDefaults } from "./name-defaults.ts";
import type { QueriedDatabase, QueryDatabases } from "./query-scope.ts";
import type { ResultSources } from "../results/result-sources.ts";
import { scannedData } from "./scanned-data.ts";
import { SandboxTables } from "./sandbox-tables.ts";
import { ArgumentValues } from "./searches/argument-values.ts";
import { EmbeddedColumns } from "./searches/embedded-columns.ts";
import type { QuerySearching } from "./searches/query-searching.ts";
import { checkCatalogs, searchedReferences, SearchedSources } from "./searches/searched-sources.ts";
import { type Found, StatementSearches } from "./searches/statement-searches.ts";
import type { SearchCall } from "../engine/search-call.ts";
import { isInformationSchema } from "../engine/visible-name.ts";
import { isResultTable, openResultTables } from "./result-tables.ts";
import { resolveTables } from "./resolve-tables.ts";
import type { OpenedSources, QuerySources } from "./sources/query-sources.ts";
import { StatementOpener } from "./statement-opener.ts";
import type {
  OpenedStatement,
  StatementOutcome,
  StatementRequest,
  StatementTurn,
  StatementWork,
} from "./statement-request.ts";
import { findCatalog } from "./visible-catalogs.ts";

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

/** Takes a statement through inspection, name resolution and execution. */
export class StatementRunner {
  readonly #parts: StatementRunnerParts;
  readonly #opener: StatementOpener;

  constructor(parts: StatementRunnerParts) {
    this.#parts = parts;
    this.#opener = new StatementOpener(parts);
  }

  /**
   * Waits for what a statement needs of outside sources: that takes no turn from others.
   * @param onCopying see `SourcesRequest`
   */
  open(
    request: StatementRequest,
    work: StatementWork,
    onCopying: (count: number) => void = () => {},
  ): Promise<OpenedStatement> {
    return this.#opener.open(request, work, onCopying);
  }

  async run(
    request: StatementRequest,
    { database, statement: inspected, sources: outside }: OpenedStatement,
    { isLow, signal, phases, onProgress }: StatementTurn,
  ): Promise<StatementOutcome> {
    const { engine, databases, datasets, searching } = this.#parts;
    const { indexes } = searching;
    const { sqlText, dialect = "hotsql", parameters = [] } = request;
    const statement = inspected ?? (await inspectStatement(engine, request, { signal, phases }));
    const answered = await answeredOutcome(request, outside);
    if (answered !== undefined) {
      return { ...answered, scanned: scannedData(statement, outside.tables) };
    }
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

/** What an outside source has answered, the engine need not be asked. */
async function answeredOutcome(
  { mayAnswerCells, isProfiled, preview }: StatementRequest,
  { answer }: OpenedSources,
): Promise<ExecuteOutcome | undefined> {
  if (answer === undefined || mayAnswerCells !== true || isProfiled === true) return undefined;
  return givenOutcome(answer, preview);
}

interface SearchContext extends Pick<StatementTurn, "signal" | "phases"> {
  readonly sources: SearchedSources;
  readonly values: ArgumentValues;
}

function isPlain(reference: TableReference): boolean {
  return !isInformationSchema(reference);
}

/** The databases that hold the files of these tables. */
function databasesOf(tables: readonly VisibleTable[], database: QueriedDatabase): string[] {
  const ids = tables.flatMap(({ catalog }) => findCatalog(database, catalog)?.databaseId ?? []);
  return [...new Set(ids)];
}
