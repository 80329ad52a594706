import type { DiscoveredTable } from "../connector.ts";
import { discoveredColumn } from "./column-type.ts";
import { textLiteral } from "./mysql-literal.ts";
import type { MysqlSession } from "./mysql-session.ts";
import { readTexts } from "./read-texts.ts";

const SYSTEM_SCHEMAS = "'mysql', 'information_schema', 'performance_schema', 'sys'";
/** Tables of MariaDB that are none. */
const NO_TABLES = "'SEQUENCE', 'SYSTEM VIEW', 'TEMPORARY'";

interface OpenTable {
  readonly schema: string;
  readonly table: string;
  readonly estimatedRows: number | null;
  readonly columns: DiscoveredTable["columns"][number][];
  readonly key: string[];
}

/** Tables and views with the columns that the user may read; without any it is left out. */
export async function discover(
  session: MysqlSession,
  database: string | undefined,
): Promise<DiscoveredTable[]> {
  const where =
    database === undefined
      ? `TABLE_SCHEMA NOT IN (${SYSTEM_SCHEMAS})`
      : `TABLE_SCHEMA = ${textLiteral(database)}`;
  const tables = await readTables(session, where);
  const jsonColumns = await readJsonColumns(session, where);
  await addColumns(session, where, { tables, jsonColumns });
  await addKeys(session, where, tables);
  return [...tables.values()].filter(({ columns }) => columns.length > 0).toSorted(byName);
}

type Tables = ReadonlyMap<string, OpenTable>;

async function readTables(session: MysqlSession, where: string): Promise<Tables> {
  const rows = await readTexts(
    session,
    "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES " +
      `WHERE ${where} AND TABLE_TYPE NOT IN (${NO_TABLES})`,
  );
  return new Map(
    rows.map(([schema, table, count]) => {
      const estimatedRows = count === null || count === undefined ? null : Number(count);
      const open = {
        schema: schema ?? "",
        table: table ?? "",
        estimatedRows,
        columns: [],
        key: [],
      };
      return [keyOf(schema, table), open];
    }),
  );
}

async function addColumns(
  session: MysqlSession,
  where: string,
  { tables, jsonColumns }: { tables: Tables; jsonColumns: ReadonlySet<string> },
): Promise<void> {
  const rows = await readTexts(
    session,
    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, " +
      "NUMERIC_PRECISION, NUMERIC_SCALE, CHARACTER_SET_NAME FROM information_schema.COLUMNS " +
      `WHERE ${where} AND FIND_IN_SET('select', PRIVILEGES) > 0 ` +
      "ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION",
  );
  for (const [schema, table, name, dataType, columnType, nullable, ...rest] of rows) {
    const [precision, scale, charset] = rest;
    const column = {
      name: name ?? "",
      dataType: (dataType ?? "").toLowerCase(),
      columnType: columnType ?? "",
      isNullable: nullable === "YES",
      precision: numberOf(precision),
      scale: numberOf(scale),
      charset: charset ?? undefined,
      isJson: jsonColumns.has(keyOf(schema, table, name)),
    };
    tables.get(keyOf(schema, table))?.columns.push(discoveredColumn(column));
  }
}

async function addKeys(session: MysqlSession, where: string, tables: Tables): Promise<void> {
  const rows = await readTexts(
    session,
    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM information_schema.STATISTICS " +
      `WHERE ${where} AND INDEX_NAME = 'PRIMARY' ORDER BY TABLE_SCHEMA, TABLE_NAME, SEQ_IN_INDEX`,
  );
  for (const [schema, table, column] of rows) {
    tables.get(keyOf(schema, table))?.key.push(column ?? "");
  }
}

/** In MariaDB, a column of type JSON is a text with a check. */
async function readJsonColumns(session: MysqlSession, where: string): Promise<Set<string>> {
  if (!session.isMariadb) return new Set();
  const rows = await readTexts(
    session,
    "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS " +
      `WHERE ${where.replace("TABLE_SCHEMA", "CONSTRAINT_SCHEMA")} AND CHECK_CLAUSE LIKE 'json_valid(%'`,
  );
  const keys = rows.map(([schema, table, clause]) => {
    const name = /^json_valid\(`((?:[^`]|``)+)`\)$/i.exec(clause ?? "")?.[1]?.replaceAll("``", "`");
    return name === undefined ? "" : keyOf(schema, table, name);
  });
  return new Set(keys);
}

function keyOf(...names: readonly (string | null | undefined)[]): string {
  return JSON.stringify(names);
}

function numberOf(text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : Number(text);
}

function byName(one: OpenTable, other: OpenTable): number {
  if (one.schema !== other.schema) return one.schema < other.schema ? -1 : 1;
  return one.table < other.table ? -1 : Number(one.table > other.table);
}
