import type { Connection, SourceTable } from "../connections/connection.ts";
import { badRequest, notFound } from "../http/api-error.ts";

/** The database that a query, run or result belongs to; undefined: the whole workspace. */
export type Scope = ScopedDatabase | undefined;

export interface ScopedDatabase {
  readonly id: string;
  readonly defaultCatalog: string;
  readonly defaultSchema: string;
}

/** A database that a statement is about to read. */
export interface QueriedDatabase extends ScopedDatabase {
  /** Catalogs that statements may read beside the database's own. */
  readonly attachments: readonly AttachedCatalog[];
}

export interface AttachedCatalog {
  /** In lower case. */
  readonly alias: string;
  readonly databaseId: string;
  /** Of the attached database. */
  readonly defaultSchema: string;
  /** Set when it is an outside source; `databaseId` is then its id, under which its copies are kept. */
  readonly connection?: Connection;
}

/** What the query side needs to know of databases. */
export interface QueryDatabases {
  find(workspaceId: string, databaseId: string): Promise<ScopedDatabase | undefined>;
  getDefault(workspaceId: string): Promise<ScopedDatabase>;
  listAttachments(databaseId: string): Promise<readonly AttachedCatalog[]>;
  /** The workspace's outside sources under their own names, as statements without a database see them. */
  listConnections(workspaceId: string): Promise<readonly AttachedCatalog[]>;
  /** Tables of an outside source as they were discovered, by schema and name. */
  listSourceTables(connectionId: string): Promise<readonly SourceTable[]>;
  /** Ids of other databases of the workspace that have a table of this name. */
  listHolding(workspaceId: string, table: string): Promise<readonly string[]>;
  /** Whether the table was declared, loaded or not. */
  isDeclared(databaseId: string, schema: string, table: string): Promise<boolean>;
  /** Tables that were declared, loaded or not. */
  listDeclared(
    databaseId: string,
  ): Promise<readonly { readonly schema: string; readonly name: string }[]>;
  /** Names of the declared schemas. */
  listSchemas(databaseId: string): Promise<readonly string[]>;
}

/**
 * The scope named by a header or a body field. Absent means the whole workspace; so does an empty
 * header on routes that only read history, where older clients send it so.
 */
export async function resolveScope(
  databases: QueryDatabases,
  workspaceId: string,
  databaseId: string | undefined,
): Promise<Scope> {
  if (databaseId === undefined || databaseId === "") return undefined;
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(databaseId)) {
    throw badRequest(`Malformed database id ${JSON.stringify(databaseId.slice(0, 128))}.`);
  }
  const database = await databases.find(workspaceId, databaseId);
  if (database === undefined) throw notFound(`Database '${databaseId}' not found.`);
  return database;
}

/** The database id of POST /v1/query, given as a header, in the body, or both alike. */
export function queriedDatabaseId(
  header: string | undefined,
  field: string | undefined,
): string | undefined {
  if (header !== undefined && header !== "" && field !== undefined && field !== header) {
    throw badRequest(
      "The X-Database-Id header and the database_id body field name different databases.",
    );
  }
  const databaseId = header !== undefined && header !== "" ? header : field;
  if (databaseId === "" || (header === "" && databaseId === undefined)) {
    throw badRequest(
      "a database is required: set the X-Database-Id header or the database_id body field",
    );
  }
  return databaseId;
}
