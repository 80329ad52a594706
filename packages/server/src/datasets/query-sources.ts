import { join } from "node:path";
import type { DatasetSource } from "@hotdata/contract";
import { badRequest, storageFull } from "../http/api-error.ts";
import { type QueryDatabases, resolveScope } from "../query/query-scope.ts";
import type { QueryService } from "../query/query-service.ts";
import type { SavedQueryService } from "../saved-queries/saved-query-service.ts";
import type { QueryOrigin } from "./dataset.ts";
import type { PreparedSource } from "./prepared-source.ts";
import type { WrittenRows } from "./write-file-rows.ts";

type SqlQuerySource = Extract<DatasetSource, { type: "sql_query" }>;
type SavedQuerySource = Extract<DatasetSource, { type: "saved_query" }>;

/** Where a statement of a source is run. */
export interface StatementPlace {
  readonly workspaceId: string;
  /** As a header has it; the whole workspace when undefined. */
  readonly databaseId: string | undefined;
  /** The sandbox that the dataset is in. */
  readonly sandboxId: string | undefined;
}

export interface QuerySourceParts {
  readonly queries: Pick<QueryService, "runAside">;
  readonly savedQueries: SavedQueryService;
  readonly databases: QueryDatabases;
}

/** Sources of rows that are statements. */
export class QuerySources {
  readonly #parts: QuerySourceParts;

  constructor(parts: QuerySourceParts) {
    this.#parts = parts;
  }

  /** @param label of the dataset: the name of the saved query unless the source has one */
  async sqlQuery(
    place: StatementPlace,
    source: SqlQuerySource,
    label: string,
    signal: AbortSignal,
  ): Promise<PreparedSource> {
    const { sql, description } = source;
    const name = source.name ?? label.slice(0, MAX_NAME_LENGTH);
    const databaseId = await this.#databaseIdOf(place);
    const { workspaceId } = place;
    const request = { name, sql, description };
    const save = await this.#parts.savedQueries.prepare(workspaceId, request, signal);
    return {
      type: "sql_query",
      write: (dir, signal) => this.#run(place, sql, dir, signal),
      record: async (transaction) => ({
        type: "sql_query",
        savedQueryId: await save(transaction),
        ...databaseId,
      }),
    };
  }

  async savedQuery(place: StatementPlace, source: SavedQuerySource): Promise<PreparedSource> {
    const { saved_query_id: savedQueryId, version } = source;
    const databaseId = await this.#databaseIdOf(place);
    const versioned = version === undefined ? {} : { version };
    return this.ofOrigin(place, {
      type: "saved_query",
      savedQueryId,
      ...versioned,
      ...databaseId,
    });
  }

  /** @throws {ApiError} NOT_FOUND when the saved query or the database is not there any more */
  async ofOrigin(
    { workspaceId, sandboxId }: Omit<StatementPlace, "databaseId">,
    origin: QueryOrigin,
  ): Promise<PreparedSource> {
    const { savedQueryId, version, databaseId } = origin;
    const place = { workspaceId, sandboxId, databaseId };
    const found = await this.#parts.savedQueries.get(workspaceId, savedQueryId, version);
    const { sqlText } = found.version;
    return {
      type: origin.type,
      write: (dir, signal) => this.#run(place, sqlText, dir, signal),
      record: async () => origin,
    };
  }

  async #run(
    place: StatementPlace,
    sqlText: string,
    dir: string,
    signal: AbortSignal,
  ): Promise<WrittenRows> {
    const { workspaceId, sandboxId, databaseId } = place;
    const path = join(dir, "rows.parquet");
    const outcome = await this.#parts.queries.runAside(
      {
        workspaceId,
        scope: await resolveScope(this.#parts.databases, workspaceId, databaseId),
        sandboxId,
        sqlText,
        defaultCatalog: undefined,
        defaultSchema: undefined,
        resultPath: path,
        isForDataset: true,
        preview: { maxRows: 0, maxBytes: 0 },
      },
      signal,
    );
    if (outcome.notStored !== undefined) throw storageFull();
    const { columns, rowCount, sizeBytes } = outcome;
    refuseDoubled(columns.map(({ name }) => name));
    return { path, columns, rowCount, sizeBytes };
  }

  async #databaseIdOf({ workspaceId, databaseId }: StatementPlace) {
    const scope = await resolveScope(this.#parts.databases, workspaceId, databaseId);
    return scope === undefined ? {} : { databaseId: scope.id };
  }
}

/** Longest name of a saved query. */
const MAX_NAME_LENGTH = 255;

/** Unlike a result, a table has each column name once. */
function refuseDoubled(names: readonly string[]): void {
  const known = new Set<string>();
  const doubled = new Set<string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (known.has(folded)) doubled.add(JSON.stringify(name));
    known.add(folded);
  }
  if (doubled.size === 0) return;
  throw badRequest(
    `The query has more than one column called ${[...doubled].join(", ")}; give each a name of ` +
      "its own (SELECT ... AS name).",
  );
}
