import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import { isInformationSchema, visibleName } from "../engine/visible-name.ts";
import {
  type ResolvedTable,
  SnapshotNotFoundError,
  type TableToRead,
} from "../lake/lake.ts";
import type { ReadableLake } from "../lake/lake-reading.ts";
import { resolveInformationSchema } from "./resolve-information-schema.ts";
import type { QueryDatabases, ScopedDatabase } from "./query-scope.ts";
import { tableNeeds } from "./table-needs.ts";

/** Where names without a catalog or a schema are looked up. */
export interface NameDefaults {
  readonly catalog: string;
  readonly schema: string;
}

export interface TableResolver {
  readonly lake: ReadableLake;
  readonly databases: QueryDatabases;
}

export interface ResolveRequest {
  readonly workspaceId: string;
  readonly database: ScopedDatabase;
  readonly defaults: NameDefaults;
  /** The caller named no database: hints may speak of others. */
  readonly isWorkspaceScope: boolean;
}

interface QualifiedName extends TableToRead {
  readonly catalog: string;
}

/** The default catalog answers to `default` and to the database's own name for it. */
export function isDefaultCatalog(database: ScopedDatabase, catalog: string): boolean {
  const name = foldName(catalog);
  return name === "default" || name === database.defaultCatalog;
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
  { lake, databases }: TableResolver,
  references: readonly TableReference[],
  request: ResolveRequest,
): Promise<VisibleTable[]> {
  if (references.length === 0) return [];
  const wanted = references.map((reference) => readings(reference, request));
  const own = wanted.flat().filter((name) => isDefaultCatalog(request.database, name.catalog));
  const read = references.map((reference, index) => ({ reference, names: wanted[index] ?? [] }));
  const { tables } = await resolveIn(
    lake,
    request.database.id,
    own.map((name) => ({ ...name, needs: tableNeeds(read, name) })),
  );
  const visible: VisibleTable[] = [];
  for (const names of wanted) {
    const found = names.map((name) => visibleTable(tables, own, name)).find(Boolean);
    if (found === undefined) throw await missingTable({ lake, databases }, names[0], request);
    visible.push(found);
  }
  return visible;
}

async function resolveIn(lake: ReadableLake, databaseId: string, tables: readonly TableToRead[]) {
  try {
    return await lake.resolve(databaseId, tables);
  } catch (error) {
    throw error instanceof SnapshotNotFoundError ? new SqlError(error.message) : error;
  }
}

/** `a.b` is a table of schema a; failing that, of catalog a in the default schema. */
function readings(
  reference: TableReference,
  { database, defaults }: ResolveRequest,
): readonly [QualifiedName, ...QualifiedName[]] {
  const name = qualify(reference, defaults);
  if (reference.catalog !== undefined || !isDefaultCatalog(database, name.schema)) return [name];
  return [name, { ...name, catalog: name.schema, schema: foldName(defaults.schema) }];
}

function visibleTable(
  tables: readonly ResolvedTable[],
  own: readonly QualifiedName[],
  name: QualifiedName,
): VisibleTable | undefined {
  const found = own.includes(name) ? findTable(tables, name) : undefined;
  return found && { ...found, ...name, table: visibleName(name).table };
}

/** Folds ASCII letters only, as the engine does: no other spelling may stand for a name. */
function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function qualify(reference: TableReference, defaults: NameDefaults): QualifiedName {
  return {
    catalog: foldName(reference.catalog ?? defaults.catalog),
    schema: foldName(reference.schema ?? defaults.schema),
    table: foldName(reference.table),
    ...(reference.at === undefined ? {} : { at: reference.at }),
  };
}

function findTable(
  tables: readonly ResolvedTable[],
  name: QualifiedName,
): ResolvedTable | undefined {
  return tables.find(
    (table) =>
      foldName(table.schema) === name.schema &&
      foldName(table.table) === name.table &&
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
  if (!isDefaultCatalog(database, name.catalog)) {
    return new SqlError(
      `table '${full}' not found: no catalog '${name.catalog}' is attached to this database`,
    );
  }
  if (name.at !== undefined) {
    return new SqlError(`table '${full}' not found in the snapshot that AT names`);
  }
  if (await databases.isDeclared(database.id, name.schema, name.table)) {
    return new SqlError(
      `Managed table '${full}' is declared but has no data; POST a load before querying`,
    );
  }
  const all = await lake.listTables(database.id);
  const elsewhere = all.filter((table) => foldName(table.table) === name.table);
  if (elsewhere.length > 0) {
    const places = elsewhere.map((table) => `${table.schema}.${table.table}`).join(", ");
    return new SqlError(`table '${full}' not found; this database has ${places}`);
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
