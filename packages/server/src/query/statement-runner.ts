import type { Engine, ExecuteOutcome, Statement } from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import type { Lake } from "../lake/lake.ts";
import type { QueryDatabases, Scope, ScopedDatabase } from "./query-scope.ts";
import { isDefaultCatalog, type NameDefaults, resolveTables } from "./resolve-tables.ts";
import { showTablesSql } from "./show-tables.ts";

export interface StatementRequest {
  readonly workspaceId: string;
  readonly scope: Scope;
  readonly sqlText: string;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
  readonly resultPath: string;
  readonly preview: { readonly maxRows: number; readonly maxBytes: number };
}

export interface StatementRunnerParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly databases: QueryDatabases;
}

/** Takes a statement through inspection, name resolution and execution. */
export class StatementRunner {
  readonly #parts: StatementRunnerParts;

  constructor(parts: StatementRunnerParts) {
    this.#parts = parts;
  }

  async run(request: StatementRequest, signal: AbortSignal): Promise<ExecuteOutcome> {
    const { engine, databases } = this.#parts;
    const statement = await engine.inspect(request.sqlText, signal);
    const database = request.scope ?? (await databases.getDefault(request.workspaceId));
    const defaults = nameDefaults(database, request);
    const tables = await resolveTables(this.#parts, statement.tables, {
      workspaceId: request.workspaceId,
      database,
      defaults,
      isWorkspaceScope: request.scope === undefined,
    });
    return engine.execute(
      {
        databaseId: database.id,
        sqlText: await this.#executableSql(statement, request.sqlText, database),
        defaultCatalog: defaults.catalog,
        defaultSchema: defaults.schema,
        tables,
        resultPath: request.resultPath,
        preview: request.preview,
      },
      signal,
    );
  }

  async #executableSql(
    statement: Statement,
    sqlText: string,
    database: ScopedDatabase,
  ): Promise<string> {
    if (statement.kind !== "show-tables") return sqlText;
    return showTablesSql(await this.#parts.lake.listTables(database.id));
  }
}

function nameDefaults(database: ScopedDatabase, request: StatementRequest): NameDefaults {
  const catalog = (request.defaultCatalog ?? "default").toLowerCase();
  if (!isDefaultCatalog(database, catalog)) {
    throw new SqlError(`default_catalog '${catalog}' is not a catalog of this database`);
  }
  return { catalog, schema: (request.defaultSchema ?? database.defaultSchema).toLowerCase() };
}
