import type {
  DuckDBConnection,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
} from "@duckdb/node-api";
import { arrowTypeName, type Column, sqlTypeText } from "@hotdata/contract/types";
import type { ExplainNote, ResultColumn, VisibleTable } from "../engine.ts";
import { isInformationSchema } from "../visible-name.ts";
import type { BindParameters } from "./bind-parameters.ts";
import { storedName } from "./cell-text.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { type DeliveredColumn, deliverColumn } from "./deliver-column.ts";
import { hideFileNames } from "./hide-file-names.ts";
import { filesRead } from "./layout/files-read.ts";
import { quoteLiteral } from "./sql-text.ts";
import type { InspectedStatement, RunText } from "./statement/inspected-statement.ts";

/** A statement whose result's columns are known, ready to be stored. */
export interface BoundQuery {
  readonly columns: readonly ResultColumn[];
  /** A SELECT of the delivered columns under their stored names. */
  readonly storedSql: string;
  /** Sets the parameters that `storedSql` has; undefined when it has none. */
  readonly bind: BindParameters | undefined;
}

export interface QueryToBind {
  readonly connection: DuckDBConnection;
  readonly statement: InspectedStatement;
  /** Set where partial aggregates stand for the statement's table. */
  readonly partial: RunText | undefined;
  readonly tables: readonly VisibleTable[];
  /** Lines of EXPLAIN beside the plan. */
  readonly notes: readonly ExplainNote[];
  /** Undefined when the statement has no parameters. */
  readonly bind: BindParameters | undefined;
  /** What was found of statements that were bound to the same before. */
  readonly known: KnownColumns;
}

/** Columns of a statement without parameters; undefined when they are not known yet. */
export interface KnownColumns {
  find(): readonly Column[] | undefined;
  set(columns: readonly Column[]): void;
}

export async function bindQuery(query: QueryToBind): Promise<BoundQuery> {
  switch (query.statement.kind) {
    case "explain":
    case "explain-analyze":
      return bindExplain(query);
    case "describe":
      return bindDescribe(await resultColumns(query), []);
    case "show-columns":
      return bindDescribe(await resultColumns(query), tablePlace(query));
    case "select":
      return bindSelect(query, await resultColumns(query));
  }
}

function bindSelect(
  { statement, partial, bind }: QueryToBind,
  columns: readonly Column[],
): BoundQuery {
  const delivered = columns.map((column, index) =>
    deliverColumn(column, storedName(index), statement.hugeintCasts?.[index] ?? false),
  );
  const names = columns.map((_, index) => storedName(index)).join(", ");
  const rows = partial === undefined ? statement.sqlText : sameTypes(partial, columns, names);
  return {
    columns: columns.map((column, index) => resultColumn(column.name, delivered[index])),
    storedSql: `SELECT ${selectList(delivered)} FROM (${rows}\n) AS result(${names})`,
    bind,
  };
}

/** What partial aggregates are put together to has the types that the statement's own would have. */
function sameTypes({ sqlText }: RunText, columns: readonly Column[], names: string): string {
  const casts = columns.map(
    ({ type }, index) => `CAST(${storedName(index)} AS ${sqlTypeText(type)})`,
  );
  return `SELECT ${casts.join(", ")} FROM (${sqlText}\n) AS parts(${names})`;
}

function selectList(delivered: readonly DeliveredColumn[]): string {
  return delivered.map(({ sql }, index) => `${sql} AS ${storedName(index)}`).join(", ");
}

export function resultColumn(name: string, delivered: DeliveredColumn | undefined): ResultColumn {
  if (delivered === undefined) throw new Error("a result column has no delivered type");
  return { name, type: delivered.type, nullable: true };
}

async function resultColumns(query: QueryToBind): Promise<readonly Column[]> {
  const { connection, statement, bind, known } = query;
  if (bind !== undefined) {
    // Errors tell places in this very text.
    (await connection.prepare(statement.sqlText)).destroySync();
    return columnsOfResult(connection, statement.sqlText, bind);
  }
  const found = known.find();
  if (found !== undefined) return found;
  // To prepare a statement is to plan it, which takes as long as to run it where it reads little.
  const prepared = await connection.prepare(statement.sqlText);
  try {
    const columns = preparedColumns(prepared);
    known.set(columns);
    return columns;
  } finally {
    prepared.destroySync();
  }
}

/** Of a statement whose types do not depend on values that are missing. */
export function preparedColumns(prepared: DuckDBPreparedStatement): readonly Column[] {
  return Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: prepared.columnName(index),
    type: columnTypeOf(prepared.columnType(index)),
  }));
}

async function columnsOfResult(
  connection: DuckDBConnection,
  sqlText: string,
  bind: BindParameters,
): Promise<Column[]> {
  // Names and types may depend on the values: they are asked of a result that has no rows. One
  // that is selected from loses names that occur twice, which DESCRIBE keeps.
  const types = await runBound(connection, `SELECT * FROM (${sqlText}\n) LIMIT 0`, bind);
  const names = /^\s*(DESCRIBE|DESC|SHOW|SUMMARIZE)\b/i.test(sqlText)
    ? types.columnNames()
    : await describedNames(connection, sqlText, bind);
  return types.columnTypes().map((type, index) => ({
    name: names[index] ?? "",
    type: columnTypeOf(type),
  }));
}

async function describedNames(
  connection: DuckDBConnection,
  sqlText: string,
  bind: BindParameters,
): Promise<string[]> {
  const described = await runBound(connection, `DESCRIBE ${sqlText}`, bind);
  return (await described.getRows()).map(([name]) => String(name));
}

/** Runs a statement that may have parameters, and holds all its rows. */
export async function runBound(
  connection: DuckDBConnection,
  sqlText: string,
  bind: BindParameters | undefined,
): Promise<DuckDBMaterializedResult> {
  if (bind === undefined) return connection.run(sqlText);
  const prepared = await connection.prepare(sqlText);
  try {
    bind(prepared);
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

/** EXPLAIN cannot stand in a sub-select: its few lines are fetched and become the result. */
async function bindExplain({
  connection,
  statement,
  partial,
  tables,
  notes,
  bind,
}: QueryToBind): Promise<BoundQuery> {
  const result = await runBound(connection, (partial ?? statement).sqlText, bind);
  const cells = (await result.getRowsJson()).map((row) => row.map(explainCell));
  const read = filesRead(cells.flat().join("\n"), tables);
  if (statement.kind === "explain-analyze" && read !== undefined) cells.push(["files_read", read]);
  cells.push(...notes.map(({ name, text }) => [name, text]));
  return textRows(
    result.columnNames(),
    cells.map((row) => row.map(hideFileNames)),
  );
}

function explainCell(value: unknown): string {
  if (typeof value !== "string") throw new Error("EXPLAIN answered something else than text");
  return value;
}

/** @param place names and values of leading columns, the same in every row */
function bindDescribe(
  columns: readonly Column[],
  place: readonly (readonly [name: string, value: string])[],
): BoundQuery {
  return textRows(
    [...place.map(([name]) => name), "column_name", "data_type", "is_nullable"],
    columns.map(({ name, type }) => [
      ...place.map(([, value]) => value),
      name,
      arrowTypeName(type),
      "YES",
    ]),
  );
}

/** As a statement may write them; views of our own have other names in the engine. */
function tablePlace({ statement, tables }: QueryToBind): (readonly [string, string])[] {
  const [reference] = statement.tables;
  const [table] = tables;
  const isOurs = reference !== undefined && isInformationSchema(reference);
  return [
    ["table_catalog", (isOurs ? reference.catalog : table?.catalog) ?? "default"],
    ["table_schema", (isOurs ? reference.schema : table?.schema) ?? ""],
    ["table_name", reference?.table ?? ""],
  ];
}

function textRows(names: readonly string[], rows: readonly (readonly string[])[]): BoundQuery {
  const values = rows.map((row) => `(${row.map(quoteLiteral).join(", ")})`).join(", ");
  const stored = names.map((_, index) => storedName(index)).join(", ");
  return {
    columns: names.map((name) => ({
      name,
      type: { kind: "scalar", name: "VARCHAR" },
      nullable: true,
    })),
    storedSql: `SELECT * FROM (VALUES ${values}) AS result(${stored})`,
    bind: undefined,
  };
}
