import { foldIdentifier } from "@hotdata/contract/types";
import type { SourceTableStore } from "../../connections/source-table-store.ts";
import { SqlError } from "../../engine/engine.ts";
import { shownName, type SourceUse } from "./source-use.ts";

/** Tables of that name in other schemas that a message lists at most. */
const MAX_SHOWN = 5;

/** What a statement fails with that names a table which the source did not have. */
export async function tableNotFound(
  tables: Pick<SourceTableStore, "list">,
  use: SourceUse,
): Promise<SqlError> {
  const { connection, name, catalog } = use;
  const known = await tables.list(connection.id);
  const elsewhere = known.filter(
    ({ table }) => foldIdentifier(table) === foldIdentifier(name.table),
  );
  const full = `table '${shownName(use)}' not found`;
  if (elsewhere.length > 0) {
    const shown = elsewhere.slice(0, MAX_SHOWN).map(({ schema, table }) => `${schema}.${table}`);
    return new SqlError(`${full}; '${catalog}' has ${shown.join(", ")}`);
  }
  return new SqlError(
    `${full}; if the source has it by now, POST /v1/refresh with ` +
      `{"connection_id": "${connection.id}"} finds it`,
  );
}
