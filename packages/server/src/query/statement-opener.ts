import type { Engine, Statement } from "../engine/engine.ts";
import { inspectStatement } from "./inspect-statement.ts";
import { nameDefaults } from "./name-defaults.ts";
import type { QueryDatabases } from "./query-scope.ts";
import { ArgumentValues } from "./searches/argument-values.ts";
import { openSources } from "./sources/open-sources.ts";
import { NO_SOURCES, type QuerySources } from "./sources/query-sources.ts";
import type { OpenedStatement, StatementRequest, StatementWork } from "./statement-request.ts";
import { openCatalogs } from "./visible-catalogs.ts";

interface StatementOpenerParts {
  readonly engine: Engine;
  readonly databases: QueryDatabases;
  readonly sources: QuerySources;
}

/** With more, it is learned anew where there are outside sources. */
const MAX_KNOWN = 10_000;

/** Makes everything ready for a statement that it needs of outside sources. */
export class StatementOpener {
  readonly #parts: StatementOpenerParts;
  /** Workspaces and databases whose last statement could name outside sources. */
  readonly #haveSources = new Set<string>();

  constructor(parts: StatementOpenerParts) {
    this.#parts = parts;
  }

  /** @param onCopying see `SourcesRequest` */
  async open(
    request: StatementRequest,
    { signal, phases }: StatementWork,
    onCopying: (count: number) => void,
  ): Promise<OpenedStatement> {
    const { engine, databases, sources: parts } = this.#parts;
    const key = `${request.workspaceId} ${request.scope?.id ?? ""}`;
    const inspect = (): Promise<Statement> => inspectStatement(engine, request, { signal, phases });
    // Catalogs are looked up while the engine inspects.
    const inspecting = this.#haveSources.has(key) ? inspect() : undefined;
    inspecting?.catch(() => undefined);
    const database = await openCatalogs(databases, request);
    if (database.attachments.every(({ connection }) => connection === undefined)) {
      this.#haveSources.delete(key);
      onCopying(0);
      return opened({ database, statement: await inspecting, sources: NO_SOURCES });
    }
    if (this.#haveSources.size >= MAX_KNOWN) this.#haveSources.clear();
    this.#haveSources.add(key);
    const statement = await (inspecting ?? inspect());
    const { workspaceId, parameters = [], readMode } = request;
    const defaults = nameDefaults(database, request);
    const values = new ArgumentValues(parameters);
    const names = { workspaceId, database, defaults, statement, parameters, values };
    const sources = await phases.measure("source", () =>
      openSources(parts, { ...names, readMode, signal, onCopying }),
    );
    return opened({ database, statement, sources });
  }
}

function opened(statement: Omit<OpenedStatement, typeof Symbol.asyncDispose>): OpenedStatement {
  return { ...statement, [Symbol.asyncDispose]: () => statement.sources[Symbol.asyncDispose]() };
}
