import assert from "node:assert/strict";
import { test } from "node:test";
import { type Operation, operations } from "@hotdata/contract";
import { doors } from "./doors.ts";
import { fieldsOf } from "./id-places.ts";
import { nameDoors } from "./name-doors.ts";

/** Fields whose text becomes part of SQL, of a name in it, or of a path. */
const TEXT_FOR_THE_ENGINE =
  /^(sql|parameters|columns?|csv|url|alias|table_name|schema_name|default_\w+|name|schemas|tables|partition_by|sorted_by|key|output_column|index_name)$/;
const NAMED_IN_PATH = /\{(schema|table|column|index_name)\}/;

/** Operations that take a name which never comes to the engine, or takes another's way to it. */
const EXEMPT: Readonly<Record<string, string>> = {
  add_managed_schema: "add_database_schema by the database's connection",
  add_managed_table: "add_database_table by the database's connection",
  attach_database_catalog: "an alias is checked like default_catalog, by the same model",
  bulk_create_databases: "create_database, many times",
  create_api_key: "a label for people",
  create_connection: "a name of a catalog is looked up among catalogs; the rest goes to the source",
  create_dataset_index: "its columns are looked up in those of the dataset",
  create_embedding_provider: "a label for people",
  create_index: "its columns are looked up in those of the table; they have a door as sorted_by",
  create_sandbox: "a label for people",
  create_secret: "names are looked up in the metastore alone",
  create_workspace: "a label for people",
  delete_database_table: "looked up in the catalog, never written into SQL",
  delete_dataset_index: "a name is looked up in the metastore alone",
  delete_index: "names are looked up in the metastore and the catalog",
  delete_managed_table: "delete_database_table by the database's connection",
  drop_database_column: "looked up in the catalog, never written into SQL",
  drop_database_schema: "looked up in the catalog, never written into SQL",
  exchange_oauth_token: "a label for people",
  exchange_token: "a label for people",
  fork_database: "a label for people",
  get_table_profile: "its table is looked up first; columns come from the catalog",
  list_indexes: "names are looked up in the metastore and the catalog",
  list_indexes_collection: "names are looked up in the metastore alone",
  load_managed_table: "load_database_table by the database's connection",
  mint_database_token: "a label for people",
  mint_sandbox_token: "a label for people",
  purge_table_cache: "names are looked up in the metastore and the catalog",
  refresh: "its names are compared with those of connections",
  rename_database_schema: "a name by the same model as rename_database_table",
  set_table_sync: "its names are looked up in those that were discovered",
  update_api_key: "a label for people",
  update_connection: "as create_connection",
  update_database: "a label for people",
  update_dataset: "the table name by the same model as create_dataset",
  update_embedding_provider: "a label for people",
  update_sandbox: "a label for people",
  upsert_database_context: "names are looked up in the metastore alone",
  upsert_workspace_context: "names are looked up in the metastore alone",
};

test("fence: every operation that takes SQL or names has a door, or a reason why not", () => {
  const covered = new Set(
    [...doors, ...nameDoors].flatMap((door) => [...door.operations] as string[]),
  );
  const missing = Object.values(operations)
    .filter((operation: Operation) => takesText(operation))
    .map(({ id }) => id)
    .filter((id) => !covered.has(id) && !(id in EXEMPT));
  assert.deepEqual(missing, []);
  const ids = new Set(Object.values(operations).map(({ id }): string => id));
  assert.deepEqual(
    Object.keys(EXEMPT).filter((id) => !ids.has(id) || covered.has(id)),
    [],
  );
});

function takesText(operation: Operation): boolean {
  const fields = fieldsOf(operation.body?.model);
  return (
    NAMED_IN_PATH.test(operation.path) || fields.some((field) => TEXT_FOR_THE_ENGINE.test(field))
  );
}
