import { arrowTypeName, type Column, type ColumnType } from "@hotdata/contract";
import { shownColumns } from "../indexes/shown-columns.ts";
import type { NamedIndex } from "../indexes/table-index.ts";

/** A column; NULLs may occur unless it is said that they do not. */
export interface ListedColumn extends Column {
  readonly isNullable?: boolean;
}

export interface ListedTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ListedColumn[];
}

/** What one catalog shows in `information_schema`. */
export interface ListedCatalog {
  /** The name under which statements may write it. */
  readonly name: string;
  readonly schemas: readonly string[];
  /** Declared tables without data have no columns. */
  readonly tables: readonly ListedTable[];
  /** Absent where nobody asked for them. */
  readonly indexes?: readonly NamedIndex[];
}

/** A view of `information_schema`: its columns, and the rows it has for some catalogs. */
export interface InformationView {
  readonly columns: readonly Column[];
  rows(catalogs: readonly ListedCatalog[]): (string | null)[][];
}

const TEXT: ColumnType = { kind: "scalar", name: "VARCHAR" };
const NUMBER: ColumnType = { kind: "scalar", name: "BIGINT" };

const tables: InformationView = {
  columns: columns("table_catalog table_schema table_name table_type"),
  rows: (catalogs) =>
    everyTable(catalogs).map(({ catalog, schema, table }) => [
      catalog,
      schema,
      table,
      schema === SCHEMA ? "VIEW" : "BASE TABLE",
    ]),
};

const columnsView: InformationView = {
  columns: columns(
    "table_catalog table_schema table_name column_name ordinal_position column_default " +
      "is_nullable data_type character_maximum_length numeric_precision numeric_scale",
  ),
  // Agents count these to learn what there is to ask about: the views themselves are not that.
  rows: (catalogs) => ownTables(catalogs).flatMap(columnRows),
};

const schemata: InformationView = {
  columns: columns("catalog_name schema_name schema_owner"),
  rows: (catalogs) =>
    catalogs.flatMap(({ name, schemas }) =>
      [...schemas, SCHEMA].toSorted().map((schema) => [name, schema, null]),
    ),
};

const views: InformationView = {
  columns: columns("table_catalog table_schema table_name view_definition"),
  rows: (catalogs) =>
    everyTable(catalogs)
      .filter(({ schema }) => schema === SCHEMA)
      .map(({ catalog, schema, table }) => [catalog, schema, table, null]),
};

const indexes: InformationView = {
  columns: columns(
    "table_catalog table_schema table_name index_name index_type column_names metric " +
      "source_column status",
  ),
  rows: (catalogs) =>
    catalogs.flatMap(({ name, indexes: named = [] }) =>
      named.map(({ index, schema, table }) => [
        name,
        schema,
        table,
        index.name,
        index.type,
        index.columns.join(", "),
        index.metric,
        index.embedded?.sourceColumn ?? null,
        index.status,
      ]),
    ),
};

const SCHEMA = "information_schema";

export const informationViews: ReadonlyMap<string, InformationView> = new Map([
  ["columns", columnsView],
  ["indexes", indexes],
  ["schemata", schemata],
  ["tables", tables],
  ["views", views],
]);

interface NamedTable {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ListedColumn[];
}

function ownTables(catalogs: readonly ListedCatalog[]): NamedTable[] {
  return catalogs.flatMap(({ name, tables: all, indexes: named = [] }) =>
    all.map((table) => ({ ...table, columns: shownColumns(table, named), catalog: name })),
  );
}

/** Tables of all catalogs; each lists the views of `information_schema` as well. */
function everyTable(catalogs: readonly ListedCatalog[]): Omit<NamedTable, "columns">[] {
  return catalogs.flatMap((catalog) => [
    ...ownTables([catalog]),
    ...[...informationViews.keys()].map((table) => ({
      catalog: catalog.name,
      schema: SCHEMA,
      table,
    })),
  ]);
}

function columnRows({ catalog, schema, table, columns: all }: NamedTable): (string | null)[][] {
  return all.map(({ name, type, isNullable = true }, index) => [
    catalog,
    schema,
    table,
    name,
    String(index + 1),
    null,
    isNullable ? "YES" : "NO",
    arrowTypeName(type),
    null,
    type.kind === "decimal" ? String(type.precision) : null,
    type.kind === "decimal" ? String(type.scale) : null,
  ]);
}

function columns(names: string): Column[] {
  return names.split(" ").map((name) => ({
    name,
    type: /position|length|precision|scale/.test(name) ? NUMBER : TEXT,
  }));
}
