import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import { isInformationSchema, visibleName } from "../engine/visible-name.ts";
import { type ResolvedTable, SnapshotNotFoundError, type TableToRead } from "../lake/lake.ts";
import type { ReadableLake } from "../lake/lake-reading.ts";
import { DATASETS, type QueryDatasets } from "./dataset-tables.ts";
import type { IndexLookup } from "../indexes/table-index.ts";
import { resolveInformationSchema } from "./resolve-information-schema.ts";
import type { SandboxTables } from "./sandbox-tables.ts";
import type { QueriedDatabase, QueryDatabases } from "./query-scope.ts";
import { type ReadReference, tableNeeds } from "./table-needs.ts";
import { findCatalog } from "./visible-catalogs.ts";

/** Where names without a catalog or a schema are looked up. */
export interface NameDefaults {
  readonly catalog: string;
  readonly schema: string;
}

export interface TableResolver {
  readonly lake: ReadableLake;
  readonly databases: QueryDatabases;
  readonly datasets: QueryDatasets;
  readonly indexes: Pick<IndexLookup, "listIn">;
  /** Where names are looked up that the database does not have. */
  readonly sandbox: Pick<SandboxTables, "find">;
}

export interface ResolveRequest {
  readonly workspaceId: string;
  readonly database: QueriedDatabase;
  readonly defaults: NameDefaults;
  /** The caller named no database: hints may speak of others. */
  readonly isWorkspaceScope: boolean;
}

interface QualifiedName extends TableToRead {
  readonly catalog: string;
}

/** Finds every table that a statement names, all in one snapshot unless it names others. */
export async function resolveTables(
  resolver: TableResolver,
  references: readonly TableReference[],
  request: ResolveRequest,
): Promise<VisibleTable[]> {
  const information = references.filter(isInformationSchema);
  const stored = references.filter((reference) => !isInformationSchema(reference));
  return [
    ...(await resolveStoredTables(resolver, stored, request)),
    ...(await resolveInformationSchema(resolver, information, request)),
  ];
}

async function resolveStoredTables(
  resolver: TableResolver,
  references: readonly TableReference[],
  request: ResolveRequest,
): Promise<VisibleTable[]> {
  const read = references.map((reference) => ({ reference, names: readings(reference, request) }));
  const found = await findTables(resolver.lake, read, request.database);
  const visible: VisibleTable[] = [];
  for (const { reference, names } of read) {
    const own = names.map((name) => found.get(name)).find((one) => one !== undefined);
    const table = own ?? (await resolver.sandbox.find(reference));
    if (table === undefined) throw await missingTable(resolver, names[0], request);
    visible.push(table);
  }
  return visible;
}

/** Asks each database once, so that all its tables are of one snapshot. */
async function findTables(
  lake: ReadableLake,
  read: readonly ReadReference<QualifiedName>[],
  database: QueriedDatabase,
): Promise<ReadonlyMap<QualifiedName, VisibleTable>> {
  const found = new Map<QualifiedName, VisibleTable>();
  const places = Map.groupBy(
    read.flatMap(({ names }) => names),
    ({ catalog }) => findCatalog(database, catalog)?.databaseId,
  );
  for (const [databaseId, names] of places) {
    if (databaseId === undefined) continue;
    const inDatabase = read.map((one) => ({
      ...one,
      names: one.names.filter((name) => names.includes(name)),
    }));
    const wanted = names.map((name) => ({ ...name, needs: tableNeeds(inDatabase, name) }));
    const { tables } = await resolveIn(lake, databaseId, wanted);
    for (const name of names) {
      const table = findTable(tables, name);
      if (table === undefined) continue;
      found.set(name, { ...table, ...name, table: visibleName(name).table });
    }
  }
  return found;
}

async function resolveIn(lake: ReadableLake, databaseId: string, tables: readonly TableToRead[]) {
  try {
    return await lake.resolve(databaseId, tables);
  } catch (error) {
    throw error instanceof SnapshotNotFoundError ? new SqlError(error.message) : error;
  }
}

/** `a.b` is a table of schema a; failing that, of the own catalog a in the default schema. */
function readings(
  reference: TableReference,
  { database, defaults }: ResolveRequest,
): readonly [QualifiedName, ...QualifiedName[]] {
  const name = qualify(reference, defaults);
  const catalog = findCatalog(database, name.schema);
  const isOwn = catalog?.databaseId === database.id;
  if (reference.catalog !== undefined || !isOwn) return [name];
  return [name, { ...name, catalog: name.schema, schema: foldIdentifier(defaults.schema) }];
}

function qualify(reference: TableReference, defaults: NameDefaults): QualifiedName {
  return {
    catalog: foldIdentifier(reference.catalog ?? defaults.catalog),
    schema: foldIdentifier(reference.schema ?? defaults.schema),
    table: foldIdentifier(reference.table),
    ...(reference.at === undefined ? {} : { at: reference.at }),
  };
}

function findTable(
  tables: readonly ResolvedTable[],
  name: QualifiedName,
): ResolvedTable | undefined {
  return tables.find(
    (table) =>
      foldIdentifier(table.schema) === name.schema &&
      foldIdentifier(table.table) === name.table &&
      JSON.stringify(table.at) === JSON.stringify(name.at),
  );
}

async function missingTable(
  { lake, databases }: TableResolver,
  name: QualifiedName,
  request: ResolveRequest,
): Promise<SqlError> {
  const { database, workspaceId } = request;
  const full = `${name.catalog}.${name.schema}.${name.table}`;
  const catalog = findCatalog(database, name.catalog);
  if (catalog === undefined && name.catalog === DATASETS) {
    return new SqlError(
      `table '${full}' not found: datasets are seen by queries that name no database; leave the ` +
        "X-Database-Id header and database_id out",
    );
  }
  if (catalog === undefined) {
    return new SqlError(
      `table '${full}' not found: no catalog '${name.catalog}' is attached to this database`,
    );
  }
  const meant = findCatalog(database, name.schema);
  if (meant !== undefined && meant.databaseId !== database.id) {
    const example = `${name.schema}.${meant.defaultSchema}.${name.table}`;
    return new SqlError(
      `table '${full}' not found; '${name.schema}' is an attached catalog: name the schema, too, as in ${example}`,
    );
  }
  if (name.at !== undefined) {
    return new SqlError(`table '${full}' not found in the snapshot that AT names`);
  }
  if (await databases.isDeclared(catalog.databaseId, name.schema, name.table)) {
    return new SqlError(
      `Managed table '${full}' is declared but has no data; POST a load before querying`,
    );
  }
  const all = await lake.listTables(catalog.databaseId);
  const elsewhere = all.filter((table) => foldIdentifier(table.table) === name.table);
  if (elsewhere.length > 0) {
    const places = elsewhere.map((table) => `${table.schema}.${table.table}`).join(", ");
    const holder = catalog.databaseId === database.id ? "this database" : `'${name.catalog}'`;
    return new SqlError(`table '${full}' not found; ${holder} has ${places}`);
  }
  const holders = request.isWorkspaceScope
    ? await databases.listHolding(workspaceId, name.table)
    : [];
  const hint =
    holders.length > 0
      ? `; send the header X-Database-Id to query the database that has it: ${holders.join(", ")}`
      : "";
  return new SqlError(`table '${full}' not found${hint}`);
}
