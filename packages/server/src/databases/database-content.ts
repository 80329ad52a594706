/** A part of the platform that keeps something of databases. */
export interface DatabaseContent {
  /** Removes everything of a database; may be called again after a crash. */
  deleteDatabase(databaseId: string): Promise<void>;
}
