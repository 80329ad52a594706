import type { CallOptions } from "../core/operation.ts";
import type { QueryRunInfo } from "../generated/models.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** How a statement runs. */
export interface QueryRunOptions extends CallOptions {
  /** SQL dialect of the text. Default `hotsql`. */
  readonly dialect?: "hotsql" | "duckdb" | "postgres" | "snowflake" | undefined;
  /** Schema of bare table names. Default: the database's own. */
  readonly defaultSchema?: string | undefined;
  /**
   * Longest time in milliseconds that the server may work on the statement, which fails then.
   * Default: what the workspace allows. `timeoutMs` is how long the client waits, all included.
   */
  readonly statementTimeoutMs?: number | undefined;
  /**
   * How tables of connections are read: from copies that the server keeps, or from the source itself.
   * Default: as each connection says.
   */
  readonly readMode?: "cached" | "live" | undefined;
  /** Records where the statement spends its time: see `queryRuns.profile`. Default `false`. */
  readonly profile?: boolean | undefined;
  /**
   * Called now and then with the run of a statement that goes on in the background, which it does
   * after ten seconds: its `progress` says how far it has come, in percent.
   */
  readonly onProgress?: ((run: QueryRunInfo) => void) | undefined;
}

/** How rows are read and checked. */
export interface RowsOptions<Row> extends QueryRunOptions {
  /** Checks every row and gives it its type: a schema of Zod, Valibot, ArkType or the like. */
  readonly schema?: StandardSchema<Row> | undefined;
}
