import { type TableInfo, arrowTypeName } from "@hotdata/contract";
import type { DeclaredTable } from "../databases/declaration-store.ts";
import type { LakeTable } from "../lake/lake.ts";
import { comparePositions } from "./table-page.ts";

/** A table that is declared, loaded, or both. */
export interface ListedTable {
  readonly schema: string;
  readonly table: string;
  readonly declared: DeclaredTable | undefined;
  readonly loaded: LakeTable | undefined;
}

/** Both kinds as one list, sorted by schema and name. */
export function mergeTables(
  declared: readonly DeclaredTable[],
  loaded: readonly LakeTable[],
): readonly ListedTable[] {
  const tables = new Map<string, ListedTable>();
  for (const table of declared) {
    const { schema, name } = table;
    tables.set(keyOf(schema, name), { schema, table: name, declared: table, loaded: undefined });
  }
  for (const table of loaded) {
    const key = keyOf(table.schema, table.table);
    tables.set(key, {
      schema: table.schema,
      table: table.table,
      declared: tables.get(key)?.declared,
      loaded: table,
    });
  }
  return [...tables.values()].toSorted((left, right) =>
    comparePositions([left.schema, left.table], [right.schema, right.table]),
  );
}

export function tableInfo(
  { schema, table, declared, loaded }: ListedTable,
  connection: string,
  includeColumns: boolean,
): TableInfo {
  return {
    connection,
    schema,
    table,
    synced: loaded !== undefined,
    last_sync: loaded?.lastChangedAt.toISOString() ?? null,
    ...(includeColumns ? { columns: columnInfos(loaded) } : {}),
    partition_by: [...(declared?.partitionBy ?? [])],
    sorted_by: (declared?.sortedBy ?? []).map(({ column, direction, nulls }) => ({
      column,
      direction: direction ?? null,
      nulls: nulls ?? null,
    })),
    constant_per_key: [],
  };
}

function columnInfos(loaded: LakeTable | undefined) {
  return (loaded?.columns ?? []).map(({ name, type }) => ({
    name,
    data_type: arrowTypeName(type),
    nullable: true,
  }));
}

/** Names that differ only in case are one table: another client spelled it with capitals. */
function keyOf(schema: string, table: string): string {
  return `${schema}.${table}`.toLowerCase();
}
