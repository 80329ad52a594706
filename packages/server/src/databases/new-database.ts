import { createId } from "../ids/create-id.ts";
import type { Database } from "./database.ts";
import type { SchemaDeclaration } from "./table-declaration.ts";

export interface NewDatabase {
  readonly workspaceId: string;
  readonly name: string | undefined;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
  readonly schemas: readonly SchemaDeclaration[];
  readonly expiresAt: Date | undefined;
}

export interface DeclaredDatabase {
  readonly database: Database;
  readonly schemas: readonly SchemaDeclaration[];
}

/** Schema that every database has. */
export const MAIN_SCHEMA = "main";
/** Catalog name that every database answers to. */
export const DEFAULT_CATALOG = "default";

/** A database with ids of its own, and the schemas that it has from the start. */
export function newDatabase(request: NewDatabase, isDefault = false): DeclaredDatabase {
  const defaultSchema = defaultSchemaOf(request);
  const database = {
    ...newIdentity(),
    workspaceId: request.workspaceId,
    name: request.name,
    defaultCatalog: request.defaultCatalog ?? DEFAULT_CATALOG,
    defaultSchema,
    isDefault,
    expiresAt: request.expiresAt,
  };
  return { database, schemas: withSchemas(request.schemas, [MAIN_SCHEMA, defaultSchema]) };
}

export function newIdentity(): Pick<Database, "id" | "connectionId" | "createdAt"> {
  return { id: createId("dbid"), connectionId: createId("conn"), createdAt: new Date() };
}

/** Given; else the only declared schema; else `main`. It never changes afterwards. */
function defaultSchemaOf({ defaultSchema, schemas }: NewDatabase): string {
  if (defaultSchema !== undefined) return defaultSchema;
  const [only, ...others] = schemas;
  return only !== undefined && others.length === 0 ? only.name : MAIN_SCHEMA;
}

function withSchemas(
  declared: readonly SchemaDeclaration[],
  names: readonly string[],
): readonly SchemaDeclaration[] {
  const known = new Set(declared.map(({ name }) => name));
  const missing = [...new Set(names)].filter((name) => !known.has(name));
  return [...declared, ...missing.map((name) => ({ name, tables: [] }))];
}
