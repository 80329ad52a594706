import type { Table } from "../arrow/apache-arrow.ts";
import { RecordBatchStream } from "../arrow/record-batch-stream.ts";
import { tableOf } from "../arrow/table-of.ts";
import { openResult } from "../results/open-result.ts";
import type { ResultFormat } from "../results/open-result.ts";
import { checkedRows } from "./checked-rows.ts";
import type { QueryRunOptions, RowsOptions } from "./query-options.ts";
import type { QueryScope } from "./query-scope.ts";
import type { RowObject } from "./row-objects.ts";
import { rowPages } from "./row-pages.ts";
import { runStatement } from "./run-statement.ts";
import type { Statement } from "./statement.ts";
import { storedResultId } from "./stored-result-id.ts";

/** The whole answer to a statement. */
export interface QueryResult {
  /** Query run id. */
  readonly queryRunId: string;
  /** Id of the stored result; null only together with a `warning`. */
  readonly resultId: string | null;
  /** Column names in order; a name may occur twice. */
  readonly columns: string[];
  /** All rows, an array of values each. */
  readonly values: unknown[][];
  /** Milliseconds it took to run. */
  readonly executionTimeMs: number | null;
  /** Why the result was not stored. */
  readonly warning: string | null;
}

/**
 * A statement that is ready to run; made by the SQL tag of a database. Nothing is sent until its
 * rows are asked for, and each time they are, it runs anew. Statements that take long go on in the
 * background and are waited for; results of any size are read to their end.
 *
 * `timeoutMs` is for the whole of it, waiting and reading included, and by default the client's;
 * where rows or batches are read one by one, it is for each wait. When it passes, or `signal`
 * aborts, the query is cancelled on the server.
 */
export class Query implements AsyncIterable<RowObject> {
  /**
   * The SQL text and its parameters.
   *
   * @internal
   */
  readonly statement: Statement;
  /** @internal */
  protected readonly scope: QueryScope;

  /** @internal */
  constructor(scope: QueryScope, statement: Statement) {
    this.scope = scope;
    this.statement = statement;
  }

  /**
   * Runs the statement and returns all its rows, as objects by column name.
   *
   * The type of a row comes from `schema`, which also checks it, or is given as in
   * `rows<{ id: number }>()`, which nothing checks.
   *
   * @param options - `schema` and what {@link QueryRunOptions} has.
   * @returns The rows.
   * @throws ApiException when the server refuses the statement, with its message.
   * @throws QueryFailedError when it fails in the background.
   * @throws RowValidationError when a row does not fit the schema.
   * @throws TypeError when two columns have the same name.
   */
  rows<Row = RowObject>(options: RowsOptions<Row> = {}): Promise<Row[]> {
    return this.#withDeadline(options, async (call) => {
      const rows: Row[] = [];
      for await (const page of this.#pagesOfRows(call)) appendAll(rows, page);
      return rows;
    });
  }

  /**
   * The first row, or `undefined` when there is none; errors as for {@link Query.rows}.
   *
   * @param options - `schema` and what {@link QueryRunOptions} has.
   */
  async first<Row = RowObject>(options: RowsOptions<Row> = {}): Promise<Row | undefined> {
    return this.#withDeadline(options, async (call) => {
      for await (const [row] of this.#pagesOfRows(call, 1)) return row;
      return undefined;
    });
  }

  /**
   * Columns, and rows as arrays, which can hold columns of the same name.
   *
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   * @returns Names of columns, and rows as arrays of values.
   */
  result(options: QueryRunOptions = {}): Promise<QueryResult> {
    return this.#withDeadline(options, async (call) => {
      const run = await runStatement(this.scope, this.statement.text, call);
      const values: unknown[][] = [];
      let columns: string[] = [];
      for await (const page of rowPages(this.scope, run, call)) {
        columns = page.columns;
        appendAll(values, page.rows);
      }
      const { queryRunId, resultId, executionTimeMs, warning } = run;
      return { queryRunId, resultId, columns, values, executionTimeMs, warning };
    });
  }

  /** Rows one by one, as {@link Query.rows} gives them; memory stays that of some pages. */
  [Symbol.asyncIterator](): AsyncIterator<RowObject> {
    return this.each();
  }

  /**
   * Like iterating, with options and types: `for await (const row of query.each({ schema }))`.
   *
   * @param options - `schema` and what {@link QueryRunOptions} has.
   */
  async *each<Row = RowObject>(options: RowsOptions<Row> = {}): AsyncGenerator<Row, void> {
    for await (const page of this.#pagesOfRows(options)) yield* page;
  }

  /**
   * Runs the statement and returns its rows as one table of `apache-arrow`, which has to be
   * installed beside this package.
   *
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   * @returns A `Table` of `apache-arrow`.
   */
  arrow(options: QueryRunOptions = {}): Promise<Table> {
    return this.#withDeadline(options, (call) => tableOf(this.batches(call)));
  }

  /**
   * Rows as record batches of `apache-arrow`, one in memory at a time.
   *
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   */
  batches(options: QueryRunOptions = {}): RecordBatchStream {
    return new RecordBatchStream(async (cancellation) => {
      const call = withSignal(options, cancellation);
      const run = await runStatement(this.scope, this.statement.text, call);
      const { client, databaseId } = this.scope;
      return openResult(client, storedResultId(run), "arrow", { ...call, xDatabaseId: databaseId });
    });
  }

  /**
   * Runs the statement and returns its rows as a stream of bytes in the given format, which is
   * complete or ends in an error; see {@link ResultsApi.download}.
   *
   * @param format - `csv`, `parquet`, `json`, `arrow` or `md`.
   * @param options - `dialect`, `defaultSchema`, `statementTimeoutMs`, `signal`, `timeoutMs`.
   */
  async download(
    format: ResultFormat,
    options: QueryRunOptions = {},
  ): Promise<ReadableStream<Uint8Array>> {
    const run = await runStatement(this.scope, this.statement.text, options);
    const { client, databaseId } = this.scope;
    const { downloadResult } = await import("../results/download-result.ts");
    const call = { ...options, xDatabaseId: databaseId };
    return downloadResult(client, storedResultId(run), format, call);
  }

  /** @param most - rows of a page that are wanted; what nobody wants is not checked. */
  async *#pagesOfRows<Row>(
    { schema, ...options }: RowsOptions<Row>,
    most = Infinity,
  ): AsyncGenerator<Row[], void> {
    const leaving = new AbortController();
    const call = withSignal(options, leaving.signal);
    try {
      const run = await runStatement(this.scope, this.statement.text, call);
      let index = 0;
      for await (const page of rowPages(this.scope, run, call)) {
        yield await checkedRows({ ...page, rows: page.rows.slice(0, most) }, index, schema);
        index += page.rows.length;
      }
    } finally {
      leaving.abort(); // The page that is under way is of no use any more.
    }
  }

  async #withDeadline<O extends QueryRunOptions, T>(
    options: O,
    work: (call: O) => Promise<T>,
  ): Promise<T> {
    const deadline = this.scope.client.startDeadline("the query", options);
    try {
      return await work({ ...options, signal: deadline.signal });
    } finally {
      deadline.end();
    }
  }
}

/** Not `push(...items)`: an argument each is too much for a stack. */
function appendAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}

function withSignal<O extends QueryRunOptions>(options: O, signal: AbortSignal): O {
  const signals = options.signal === undefined ? [signal] : [signal, options.signal];
  return { ...options, signal: AbortSignal.any(signals) };
}
