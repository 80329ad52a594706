import type { ReadRequest } from "./connector.ts";

/** What messages call the rows of a table. */
export function tableLabel({ schema, table }: Pick<ReadRequest, "schema" | "table">): string {
  return `table ${JSON.stringify(`${schema}.${table}`)}`;
}
