import {
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  DuckDBTypeId,
  StatementType,
} from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import type { ResultColumn } from "../engine.ts";
import type { BindParameters } from "./bind-parameters.ts";
import { type KnownColumns, preparedColumns, resultColumn } from "./bind-query.ts";
import { cellJson } from "./cell-json.ts";
import { storedName } from "./cell-text.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { type DeliveredColumn, deliverColumn } from "./deliver-column.ts";
import { plainCell } from "./plain-cell.ts";
import {
  ENOUGH_ROWS,
  type ReadColumn,
  readSmall,
  type SmallOptions,
  type SmallResult,
} from "./small-result.ts";
import type { InspectedStatement } from "./statement/inspected-statement.ts";

export interface PlainQuery {
  readonly connection: DuckDBConnection;
  readonly statement: InspectedStatement;
  /** Undefined when the statement has no parameters. */
  readonly bind: BindParameters | undefined;
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
  if (text === undefined || (before !== undefined && !arePlain(before, statement)))
    return undefined;
  const prepared = await prepare(connection, text);
  if (prepared === undefined) return undefined;
  try {
    if (prepared.statementType !== StatementType.SELECT) return undefined;
    if (!isResolved(prepared)) return await runFor(prepared, query, options);
    const columns = preparedColumns(prepared);
    if (bind === undefined) known.set(columns);
    return arePlain(columns, statement) ? await runFor(prepared, query, options) : undefined;
  } finally {
    prepared.destroySync();
  }
}

/** The statement, with as many rows as are needed to see that they are many. */
function plainText({ sqlText, takesLimit }: InspectedStatement, areFew: boolean) {
  if (areFew) return sqlText;
  return takesLimit ? `${sqlText}\nLIMIT ${ENOUGH_ROWS}` : undefined;
}

/** Undefined where a LIMIT behind the statement is none of its own. */
async function prepare(
  connection: DuckDBConnection,
  sqlText: string,
): Promise<DuckDBPreparedStatement | undefined> {
  try {
    return await connection.prepare(sqlText);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Parser Error")) return undefined;
    throw error;
  }
}

/** Types may depend on the values of parameters. */
function isResolved(prepared: DuckDBPreparedStatement): boolean {
  const places = Array.from({ length: prepared.columnCount }, (_, index) => index);
  return places.every((index) => prepared.columnTypeId(index) !== DuckDBTypeId.INVALID);
}

async function runFor(
  prepared: DuckDBPreparedStatement,
  { statement, bind }: PlainQuery,
  options: SmallOptions,
): Promise<PlainResult | undefined> {
  bind?.(prepared);
  const found = await prepared.run();
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
