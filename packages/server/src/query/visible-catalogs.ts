import { foldIdentifier } from "@hotdata/contract/types";
import type { Connection } from "../connections/connection.ts";
import type { QueriedDatabase, QueryDatabases, Scope, ScopedDatabase } from "./query-scope.ts";

/** What a catalog name stands for in a statement. */
export interface VisibleCatalog {
  readonly databaseId: string;
  /** Where its bare table names are looked up. */
  readonly defaultSchema: string;
  /** Set when it is an outside source. */
  readonly connection?: Connection;
}

export interface CatalogRequest {
  readonly workspaceId: string;
  /** The whole workspace when undefined. */
  readonly scope: Scope;
}

/**
 * The database that a statement reads, with all that it may name beside it. In the whole workspace
 * these are the workspace's outside sources, too; names of the database itself go before theirs.
 */
export async function openCatalogs(
  databases: QueryDatabases,
  { workspaceId, scope }: CatalogRequest,
): Promise<QueriedDatabase> {
  const database: ScopedDatabase = scope ?? (await databases.getDefault(workspaceId));
  const attachments = await databases.listAttachments(database.id);
  if (scope !== undefined) return { ...database, attachments };
  const own = { ...database, attachments };
  const sources = await databases.listConnections(workspaceId);
  const named = sources.filter(({ alias }) => findCatalog(own, alias) === undefined);
  return { ...database, attachments: [...attachments, ...named] };
}

/** The database's own catalog answers to `default` and to its own name, an attached one to its alias. */
export function findCatalog(database: QueriedDatabase, name: string): VisibleCatalog | undefined {
  const folded = foldIdentifier(name);
  if (folded === "default" || folded === database.defaultCatalog) {
    return { databaseId: database.id, defaultSchema: database.defaultSchema };
  }
  return database.attachments.find(({ alias }) => alias === folded);
}
