import type { TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type {
  ExecuteOutcome,
  ExecuteRequest,
  SqlDialect,
  SqlParameter,
  TableScan,
} from "../../../src/engine/engine.ts";
import type { SearchCall, SearchedTable } from "../../../src/engine/search-call.ts";
import { openEngineIn } from "../open-engine-in.ts";

const NEVER = new AbortController().signal;

export interface SearchRun {
  readonly scan: TableScan;
  readonly parameters?: readonly SqlParameter[];
  readonly dialect?: SqlDialect;
  /** What was found for each call; a `nearest` one without hits is left out. */
  find(call: SearchCall): Omit<SearchedTable, "name" | "scan" | "isFiltered"> | undefined;
}

export interface SearchEngine {
  /** Writes the rows of a SELECT to a data file. */
  write(name: string, select: string): Promise<string>;
  /** Runs a statement about table `default.main.t`. */
  run(sqlText: string, run: SearchRun): Promise<ExecuteOutcome>;
  rows(sqlText: string, run: SearchRun): Promise<unknown[][]>;
}

export async function startSearchEngine(t: TestContext): Promise<SearchEngine> {
  const { engine, folder } = await openEngineIn(t, ["databases/a"], { memoryMb: 512, threads: 2 });
  let next = 0;
  const run = async (sqlText: string, { scan, find, ...options }: SearchRun) => {
    const { dialect = "hotsql", parameters = [] } = options;
    const parameterNames = parameters.map(({ name }) => name);
    const { searches = [] } = await engine.inspect({ sqlText, dialect, parameterNames }, NEVER);
    const found = searches.flatMap((call): SearchedTable[] => {
      const hits = find(call);
      const { name, isFiltered } = call;
      return hits === undefined ? [] : [{ name, isFiltered, scan, ...hits }];
    });
    const request: ExecuteRequest = {
      workspaceId: "w",
      isLow: false,
      databaseId: "a",
      readableDatabaseIds: [],
      sqlText,
      dialect,
      parameters,
      defaultCatalog: "default",
      defaultSchema: "main",
      tables: [
        { catalog: "default", schema: "main", table: "t", version: JSON.stringify(scan), scan },
      ],
      searches: found,
      resultPath: folder(`results/r${(next += 1)}.parquet`),
      preview: { maxRows: 1_000_000, maxBytes: 100_000_000 },
    };
    return engine.execute(request, NEVER);
  };
  return {
    write: async (name, select) => {
      const path = folder(`databases/a/${name}.parquet`);
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
      instance.closeSync();
      return path;
    },
    run,
    rows: async (sqlText, options) => {
      const { preview } = await run(sqlText, options);
      return preview.rows.map((row) => JSON.parse(row));
    },
  };
}
