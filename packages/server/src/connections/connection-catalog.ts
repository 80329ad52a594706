import { findConnectorType } from "../connectors/connector-types.ts";
import type { Connection } from "./connection.ts";

/** A source as a catalog of statements: copies of its tables are kept under its own id. */
export interface ConnectionCatalog {
  readonly databaseId: string;
  readonly connectionId: string;
  /** Where bare table names are looked up. */
  readonly defaultSchema: string;
  readonly connection: Connection;
}

export function connectionCatalog(connection: Connection): ConnectionCatalog {
  const { id, sourceType, config } = connection;
  const defaultSchema = findConnectorType(sourceType)?.defaultSchema(config) ?? "main";
  return { databaseId: id, connectionId: id, defaultSchema, connection };
}
