import {
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  DuckDBTypeId,
} from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import type { ResultColumn, VisibleTable } from "../engine.ts";
import type { BindParameters } from "./bind-parameters.ts";
import { type KnownColumns, preparedColumns, resultColumn } from "./bind-query.ts";
import { cellJson } from "../cells/cell-json.ts";
import { storedName } from "./cell-text.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { type DeliveredColumn, deliverColumn } from "./deliver-column.ts";
import { areSmall } from "./expected-size.ts";
import { plainCell } from "./plain-cell.ts";
import {
  ENOUGH_ROWS,
  type ReadColumn,
  readSmall,
  type SmallOptions,
  type SmallResult,
} from "./small-result.ts";
import { nameSet } from "./statement/name-set.ts";
import type { InspectedStatement } from "./statement/inspected-statement.ts";

export interface PlainQuery {
  readonly connection: DuckDBConnection;
  readonly statement: InspectedStatement;
  /** Undefined when the statement has no parameters. */
  readonly bind: BindParameters | undefined;
  readonly tables: readonly VisibleTable[];
  readonly known: KnownColumns;
}

export interface PlainResult {
  readonly columns: readonly ResultColumn[];
  readonly source: readonly Column[];
  /** SQL that makes the delivered columns of those of the result, under their stored names. */
  readonly values: readonly string[];
  readonly result: SmallResult;
}

interface PlainColumns {
  readonly source: readonly Column[];
  readonly delivered: readonly DeliveredColumn[];
  readonly read: readonly ReadColumn[];
}

/**
 * Runs a statement just as it is, and writes the texts of its values here: it is planned once, with
 * nothing around it. Undefined where that cannot be done, or a value has no text that is known here.
 */
export async function runPlain(
  query: PlainQuery,
  options: SmallOptions,
): Promise<PlainResult | undefined> {
  const { connection, statement, bind, known } = query;
  const text = plainText(statement, options.areFew);
  const before = bind === undefined ? known.find() : undefined;
  const isOther = before !== undefined && !arePlain(before, statement);
  if (text === undefined || isOther) return undefined;
  try {
    const isSure = before !== undefined || (bind === undefined && isLikelyPlain(query));
    if (!isSure) return await runPrepared(await connection.prepare(text), query, options);
    const found = await connection.run(text);
    if (before === undefined) known.set(columnsOf(found));
    return await readPlain(found, statement, options);
  } catch (error) {
    // A LIMIT behind the statement may be none of its own.
    if (error instanceof Error && error.message.startsWith("Parser Error")) return undefined;
    throw error;
  }
}

/** The statement, with as many rows as are needed to see that they are many. */
function plainText({ sqlText, takesLimit }: InspectedStatement, areFew: boolean) {
  if (areFew) return sqlText;
  return takesLimit ? `${sqlText}\nLIMIT ${ENOUGH_ROWS}` : undefined;
}

/** Looks at the columns before it runs: where they are others, that would be for nothing. */
async function runPrepared(
  prepared: DuckDBPreparedStatement,
  { statement, bind, known }: PlainQuery,
  options: SmallOptions,
): Promise<PlainResult | undefined> {
  try {
    if (isResolved(prepared)) {
      const columns = preparedColumns(prepared);
      if (bind === undefined) known.set(columns);
      if (!arePlain(columns, statement)) return undefined;
    }
    bind?.(prepared);
    return await readPlain(await prepared.run(), statement, options);
  } finally {
    prepared.destroySync();
  }
}

/** Types may depend on the values of parameters. */
function isResolved(prepared: DuckDBPreparedStatement): boolean {
  const places = Array.from({ length: prepared.columnCount }, (_, index) => index);
  return places.every((index) => prepared.columnTypeId(index) !== DuckDBTypeId.INVALID);
}

async function readPlain(
  found: DuckDBMaterializedResult,
  statement: InspectedStatement,
  options: SmallOptions,
): Promise<PlainResult | undefined> {
  const plain = plainColumns(columnsOf(found), statement);
  if (plain === undefined) return undefined;
  const { source, delivered, read } = plain;
  const result = await readSmall(found, read, options);
  if (result === undefined) return undefined;
  const columns = source.map(({ name }, index) => resultColumn(name, delivered[index]));
  return { columns, source, values: delivered.map(({ sql }) => sql), result };
}

function columnsOf(result: DuckDBMaterializedResult): readonly Column[] {
  const types = result.columnTypes();
  return result.columnNames().map((name, index) => {
    const type = types[index];
    if (type === undefined) throw new Error("a result's column has no type");
    return { name, type: columnTypeOf(type) };
  });
}

/** Functions that take and give what plain columns have. */
const PLAIN_CALLS = nameSet("count_star count sum min max avg lower upper length + - * round abs");

/** Whether it is cheap to find out by running it, and other columns would be a surprise. */
function isLikelyPlain({ statement, tables }: PlainQuery): boolean {
  return (
    areSmall(tables) &&
    [...statement.calls].every((name) => PLAIN_CALLS.has(name)) &&
    tables.every(({ scan }) =>
      scan.columns.every(({ type }) => plainCell(type, type) !== undefined),
    )
  );
}

function arePlain(columns: readonly Column[], statement: InspectedStatement): boolean {
  return plainColumns(columns, statement) !== undefined;
}

function plainColumns(
  source: readonly Column[],
  { hugeintCasts }: InspectedStatement,
): PlainColumns | undefined {
  const delivered: DeliveredColumn[] = [];
  const read: ReadColumn[] = [];
  for (const [index, column] of source.entries()) {
    const one = deliverColumn(column, storedName(index), hugeintCasts?.[index] ?? false);
    const cell = plainCell(column.type, one.type);
    if (cell === undefined || cellJson(one.type) === undefined) return undefined;
    delivered.push(one);
    read.push({ type: one.type, read: cell });
  }
  return { source, delivered, read };
}
