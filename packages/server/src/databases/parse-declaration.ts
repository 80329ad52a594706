import type { AddManagedSchemaRequest, AddManagedTableRequest } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";
import type { SchemaDeclaration, TableDeclaration } from "./table-declaration.ts";

/**
 * Declarations of schemas as requested.
 * @throws {ApiError} BAD_REQUEST when a name occurs twice.
 */
export function parseSchemas(
  schemas: readonly AddManagedSchemaRequest[],
  field: string,
): readonly SchemaDeclaration[] {
  refuseTwice(
    schemas.map(({ name }) => name),
    `${field}.name`,
  );
  return schemas.map((schema, i) => parseSchema(schema, `${field}.${i}.`));
}

export function parseSchema(
  { name, tables = [] }: AddManagedSchemaRequest,
  fieldPrefix = "",
): SchemaDeclaration {
  refuseTwice(
    tables.map((table) => table.name),
    `${fieldPrefix}tables.name`,
  );
  return {
    name,
    tables: tables.map((table, i) => parseTable(table, `${fieldPrefix}tables.${i}.`)),
  };
}

export function parseTable(
  { name, key, partition_by, sorted_by }: AddManagedTableRequest,
  fieldPrefix = "",
): TableDeclaration {
  if (key !== undefined) refuseTwice(key, `${fieldPrefix}key`);
  return { name, key, partitionBy: partition_by ?? [], sortedBy: sorted_by ?? [] };
}

function refuseTwice(names: readonly string[], field: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw invalidField(field, `${field} has '${name}' twice.`);
    seen.add(name);
  }
}
