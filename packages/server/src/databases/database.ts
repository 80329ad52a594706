/** A managed database: a catalog of its own in the lake, and what is recorded about it. */
export interface Database {
  readonly id: string;
  readonly workspaceId: string;
  /** The connection behind its catalog; the older routes address the database by it. */
  readonly connectionId: string;
  readonly name: string | undefined;
  /** What its catalog is called in SQL, beside `default`. */
  readonly defaultCatalog: string;
  /** Where bare table names are looked up. */
  readonly defaultSchema: string;
  /** True for the database that its workspace was born with. */
  readonly isDefault: boolean;
  readonly expiresAt: Date | undefined;
  readonly createdAt: Date;
}
