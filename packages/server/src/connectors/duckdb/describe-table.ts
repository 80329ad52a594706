import type { DuckDBConnection } from "@duckdb/node-api";
import { columnTypeOf } from "../../engine/duckdb/column-type-of.ts";
import { quoteIdentifier } from "../../engine/duckdb/sql-text.ts";
import type { DiscoveredColumn } from "../connector.ts";
import { exposedType } from "./exposed-type.ts";

export interface TablePlace {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** What the catalog knows of a column apart from its type. */
export interface ColumnFacts {
  readonly sourceType: string;
  readonly isNullable: boolean;
}

export function placeSql({ catalog, schema, table }: TablePlace): string {
  return [catalog, schema, table].map(quoteIdentifier).join(".");
}

/** A table's columns as they are now. Of views this is all there is: nobody keeps them up to date. */
export async function describeTable(
  connection: DuckDBConnection,
  place: TablePlace,
  factsOf: (column: string) => ColumnFacts | undefined = () => undefined,
): Promise<DiscoveredColumn[]> {
  const prepared = await connection.prepare(`SELECT * FROM ${placeSql(place)}`);
  try {
    return Array.from({ length: prepared.columnCount }, (_, index) => {
      const name = prepared.columnName(index);
      const type = prepared.columnType(index);
      const { sourceType = String(type), isNullable = true } = factsOf(name) ?? {};
      return { name, isNullable, sourceType, ...exposedType(columnTypeOf(type), sourceType) };
    });
  } finally {
    prepared.destroySync();
  }
}
