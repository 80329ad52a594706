import { SqlError, type TableReference, type VisibleTable } from "../engine/engine.ts";
import type { Lake, LakeTableName, ResolvedTable } from "../lake/lake.ts";
import type { QueryDatabases, ScopedDatabase } from "./query-scope.ts";

/** Where names without a catalog or a schema are looked up. */
export interface NameDefaults {
  readonly catalog: string;
  readonly schema: string;
}

export interface TableResolver {
  readonly lake: Lake;
  readonly databases: QueryDatabases;
}

export interface ResolveRequest {
  readonly workspaceId: string;
  readonly database: ScopedDatabase;
  readonly defaults: NameDefaults;
  /** The caller named no database: hints may speak of others. */
  readonly isWorkspaceScope: boolean;
}

interface QualifiedName extends LakeTableName {
  readonly catalog: string;
}

/** The default catalog answers to `default` and to the database's own name for it. */
export function isDefaultCatalog(database: ScopedDatabase, catalog: string): boolean {
  const name = foldName(catalog);
  return name === "default" || name === database.defaultCatalog;
}

/** Finds every table that a statement names, all in one snapshot. */
export async function resolveTables(
  { lake, databases }: TableResolver,
  references: readonly TableReference[],
  request: ResolveRequest,
): Promise<VisibleTable[]> {
  if (references.length === 0) return [];
  const wanted = references.map((reference) => readings(reference, request));
  const own = wanted.flat().filter((name) => isDefaultCatalog(request.database, name.catalog));
  const { tables } = await lake.resolve(request.database.id, own);
  const visible: VisibleTable[] = [];
  for (const names of wanted) {
    const found = names.map((name) => visibleTable(tables, own, name)).find(Boolean);
    if (found === undefined) throw await missingTable({ lake, databases }, names[0], request);
    visible.push(found);
  }
  return visible;
}

/** `a.b` is a table of schema a; failing that, of catalog a in the default schema. */
function readings(
  reference: TableReference,
  { database, defaults }: ResolveRequest,
): readonly [QualifiedName, ...QualifiedName[]] {
  const name = qualify(reference, defaults);
  if (reference.catalog !== undefined || !isDefaultCatalog(database, name.schema)) return [name];
  return [name, { catalog: name.schema, schema: foldName(defaults.schema), table: name.table }];
}

function visibleTable(
  tables: readonly ResolvedTable[],
  own: readonly QualifiedName[],
  name: QualifiedName,
): VisibleTable | undefined {
  const found = own.includes(name) ? findTable(tables, name) : undefined;
  return found && { ...name, version: found.version, scan: found.scan };
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
  };
}

function findTable(
  tables: readonly ResolvedTable[],
  name: QualifiedName,
): ResolvedTable | undefined {
  return tables.find(
    (table) => foldName(table.schema) === name.schema && foldName(table.table) === name.table,
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
