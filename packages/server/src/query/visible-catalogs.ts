import type { QueriedDatabase } from "./query-scope.ts";

/** What a catalog name stands for in a statement. */
export interface VisibleCatalog {
  readonly databaseId: string;
  /** Where its bare table names are looked up. */
  readonly defaultSchema: string;
}

/** The database's own catalog answers to `default` and to its own name, an attached one to its alias. */
export function findCatalog(database: QueriedDatabase, name: string): VisibleCatalog | undefined {
  const folded = foldName(name);
  if (folded === "default" || folded === database.defaultCatalog) {
    return { databaseId: database.id, defaultSchema: database.defaultSchema };
  }
  return database.attachments.find(({ alias }) => alias === folded);
}

/** Folds ASCII letters only, as the engine does: no other spelling may stand for a name. */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
