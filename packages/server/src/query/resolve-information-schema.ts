import { createHash } from "node:crypto";
import type { Connection } from "../connections/connection.ts";
import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import { visibleName } from "../engine/visible-name.ts";
import type { ReadableLake } from "../lake/lake-reading.ts";
import type { IndexLookup, NamedIndex } from "../indexes/table-index.ts";
import { DATASETS, type QueryDatasets } from "./dataset-tables.ts";
import { informationViews, type ListedCatalog } from "./information-schema.ts";
import type { QueriedDatabase, QueryDatabases } from "./query-scope.ts";

export interface InformationResolver {
  readonly lake: ReadableLake;
  readonly databases: QueryDatabases;
  readonly datasets: Pick<QueryDatasets, "list">;
  readonly indexes: Pick<IndexLookup, "listIn">;
}

export interface InformationRequest {
  readonly workspaceId: string;
  readonly database: QueriedDatabase;
  /** The caller named no database: datasets are listed, too. */
  readonly isWorkspaceScope: boolean;
}

interface Catalog {
  readonly name: string;
  readonly databaseId: string;
  readonly defaultSchema: string | undefined;
  /** Set when it is an outside source. */
  readonly connection?: Connection;
}

/** Builds the views of `information_schema` that a statement names, over what exists now. */
export async function resolveInformationSchema(
  resolver: InformationResolver,
  references: readonly TableReference[],
  { workspaceId, database, isWorkspaceScope }: InformationRequest,
): Promise<VisibleTable[]> {
  if (references.length === 0) return [];
  const more = isWorkspaceScope ? [DATASETS] : [];
  for (const reference of references) checkReference(reference, database, more);
  const names = new Set(references.map(({ table }) => table.toLowerCase()));
  const listIndexes = async (databaseId: string | undefined): Promise<readonly NamedIndex[]> =>
    names.has("indexes") || names.has("columns")
      ? resolver.indexes.listIn(workspaceId, databaseId)
      : [];
  const listed: ListedCatalog[] = [];
  for (const catalog of catalogsOf(database)) {
    const indexes = await listIndexes(catalog.databaseId);
    listed.push({ ...(await listCatalog(resolver, catalog)), indexes });
  }
  if (isWorkspaceScope) {
    const datasets = datasetCatalog(await resolver.datasets.list(workspaceId));
    listed.push({ ...datasets, indexes: await listIndexes(undefined) });
  }
  return [...names].map((name) => view(name, listed));
}

/** Catalogs under the names that a statement may write. */
function catalogsOf(database: QueriedDatabase): Catalog[] {
  const { id, defaultCatalog, defaultSchema, attachments } = database;
  return [
    { name: defaultCatalog, databaseId: id, defaultSchema },
    ...attachments.map(({ alias, ...attached }) => ({ name: alias, ...attached })),
  ];
}

function datasetCatalog(tables: ListedCatalog["tables"]): ListedCatalog {
  const schemas = new Set(["main", ...tables.map(({ schema }) => schema)]);
  return { name: DATASETS, schemas: [...schemas], tables };
}

function checkReference(
  { catalog, table, at }: TableReference,
  database: QueriedDatabase,
  more: readonly string[],
): void {
  const known = ["default", ...catalogsOf(database).map(({ name }) => name), ...more];
  if (catalog !== undefined && !known.includes(catalog.toLowerCase())) {
    throw new SqlError(
      `table '${catalog}.information_schema.${table}' not found: no catalog '${catalog}' is ` +
        "attached to this database",
    );
  }
  if (at !== undefined) {
    throw new SqlError("information_schema shows what exists now: leave the AT clause out.");
  }
  if (!informationViews.has(table.toLowerCase())) {
    const names = [...informationViews.keys()].join(", ");
    throw new SqlError(
      `table '${database.defaultCatalog}.information_schema.${table}' not found; ` +
        `information_schema has ${names}`,
    );
  }
}

/** Tables of a source are listed as they were discovered, copied or not. */
async function listSource(
  { databases }: InformationResolver,
  name: string,
  connection: Connection,
): Promise<ListedCatalog> {
  const tables = await databases.listSourceTables(connection.id);
  return { name, schemas: [...new Set(tables.map(({ schema }) => schema))], tables };
}

async function listCatalog(
  resolver: InformationResolver,
  { name, databaseId, defaultSchema, connection }: Catalog,
): Promise<ListedCatalog> {
  if (connection !== undefined) return listSource(resolver, name, connection);
  const { lake, databases } = resolver;
  const loaded = await lake.listTables(databaseId);
  const declared = await databases.listDeclared(databaseId);
  const byKey = new Map<string, ListedCatalog["tables"][number]>();
  for (const { schema, name: table } of declared) {
    byKey.set(keyOf(schema, table), { schema, table, columns: [] });
  }
  for (const table of loaded) byKey.set(keyOf(table.schema, table.table), table);
  const keys = [...byKey.keys()].toSorted();
  const tables = keys.flatMap((key) => byKey.get(key) ?? []);
  const schemas = new Set([
    ...(await databases.listSchemas(databaseId)),
    ...(defaultSchema === undefined ? [] : [defaultSchema]),
    ...tables.map(({ schema }) => schema),
  ]);
  return { name, schemas: [...schemas], tables };
}

function keyOf(schema: string, table: string): string {
  return `${schema}\0${table}`.toLowerCase();
}

function view(name: string, catalogs: readonly ListedCatalog[]): VisibleTable {
  const found = informationViews.get(name);
  if (found === undefined) throw new Error("a view of information_schema was not checked");
  const rows = found.rows(catalogs);
  const {
    catalog = "",
    schema = "",
    table,
  } = visibleName({
    schema: "information_schema",
    table: name,
  });
  return {
    catalog,
    schema,
    table,
    version: createHash("sha256").update(JSON.stringify(rows)).digest("hex"),
    scan: { columns: found.columns, parts: [{ kind: "inline", rows }] },
  };
}
