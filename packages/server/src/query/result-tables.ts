import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import { ApiError } from "../http/api-error.ts";
import type { ResultSource, ResultSources } from "../results/result-sources.ts";
import type { ResultScope } from "../results/result-store.ts";
import { uniqueNames } from "./unique-names.ts";

/** Stored results that a statement reads as tables; they stay until this is disposed of. */
export interface OpenResultTables extends AsyncDisposable {
  readonly tables: readonly VisibleTable[];
}

const CATALOG = "hotdata";
const SCHEMA = "results";

/** Does a name stand for a stored result, as in `hotdata.results."rslt…"`? */
export function isResultTable({ catalog, schema }: TableReference): boolean {
  return catalog?.toLowerCase() === CATALOG && schema?.toLowerCase() === SCHEMA;
}

/**
 * Makes the named results visible under their true column names and types.
 * @throws {SqlError} when one of them is not a ready result of the scope.
 */
export async function openResultTables(
  sources: ResultSources,
  references: readonly TableReference[],
  scope: ResultScope,
): Promise<OpenResultTables> {
  const opened: ResultSource[] = [];
  const release = async (): Promise<void> => {
    for (const source of opened) await source.release();
  };
  try {
    const tables: VisibleTable[] = [];
    for (const reference of references) {
      const source = await openSource(sources, reference, scope);
      opened.push(source);
      tables.push(visibleResult(reference.table.toLowerCase(), source));
    }
    return { tables, [Symbol.asyncDispose]: release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function openSource(
  sources: ResultSources,
  { table, at }: TableReference,
  scope: ResultScope,
): Promise<ResultSource> {
  const id = table.toLowerCase();
  if (at !== undefined) {
    throw new SqlError(`AT cannot follow ${CATALOG}.${SCHEMA}."${id}": a result never changes`);
  }
  try {
    return await sources.open(scope, id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new SqlError(`table '${CATALOG}.${SCHEMA}.${id}' not found`);
  }
}

function visibleResult(id: string, { path, columns, rowCount }: ResultSource): VisibleTable {
  const names = uniqueNames(columns.map((column) => column.name));
  return {
    catalog: CATALOG,
    schema: SCHEMA,
    table: id,
    version: path,
    scan: {
      columns: columns.map(({ type }, index) => ({ name: names[index] ?? "", type })),
      // Sizes of its columns are not recorded.
      extent: { rowCount, columnBytes: null },
      parts: [
        {
          kind: "files",
          files: [{ path, deleteFiles: [], deletedPositions: [] }],
          sources: columns.map((_, index) => ({ from: "column", name: `c${index}` })),
        },
      ],
    },
  };
}
