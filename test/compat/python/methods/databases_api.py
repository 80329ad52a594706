import time

import hotdata
from case_context import check, check_equal
from method_context import people_file


def create_database(context):
    fields = {"name" if "name" in hotdata.CreateDatabaseRequest.model_fields else "description": "made"}
    tables = [hotdata.DatabaseDefaultTableDecl(name="people")]
    schemas = [hotdata.DatabaseDefaultSchemaDecl(name="public", tables=tables)]
    request = hotdata.CreateDatabaseRequest(schemas=schemas, **fields)
    created = context.databases_api.create_database(request)
    check_equal(context.label(created), "made", "label")
    check(created.id.startswith("dbid") and created.default_connection_id, f"ids of {created}")


def get_database(context):
    made = context.database("found")
    found = context.databases_api.get_database(made.id)
    check_equal(
        (found.id, context.label(found), found.default_connection_id, found.attachments),
        (made.id, "found", made.default_connection_id, []),
        "database",
    )


def list_databases(context):
    made = [context.database("listed").id for _ in range(2)]
    listing = context.databases_api.list_databases()
    check_equal([one.id for one in listing.databases][:2], made[::-1], "newest first")


def count_databases(context):
    label = f"counted {time.time_ns()}"
    for _ in range(3):
        context.database(label)
    check_equal(context.databases_api.count_databases(search=label).total, 3, "databases counted")


def delete_database(context):
    made = context.database("deleted")
    context.databases_api.delete_database(made.id)
    context.refuses(lambda: context.databases_api.get_database(made.id), 404)


def add_database_schema(context):
    made = context.database()
    request = hotdata.AddManagedSchemaRequest(name="Sales")
    added = context.databases_api.add_database_schema(made.id, request)
    check_equal((added.var_schema, added.connection_id), ("sales", made.default_connection_id), "schema")


def add_database_table(context):
    made = context.database()
    request = hotdata.AddManagedTableRequest(name="later")
    added = context.databases_api.add_database_table(made.id, "main", request)
    check_equal((added.var_schema, added.table), ("main", "later"), "table")
    context.refuses(
        lambda: context.databases_api.add_database_table(made.id, "main", request), 409, "already exists"
    )


def load_database_table(context):
    made = context.database()
    upload_id = context.upload(context.client_in_use, people_file())
    request = hotdata.LoadManagedTableRequest(mode="append", upload_id=upload_id)
    loaded = context.databases_api.load_database_table(made.id, "public", "people", request)
    check_equal((loaded.row_count, loaded.table_name), (2, "people"), "load")
    check_equal(context.rows(made.id, "SELECT name FROM public.people ORDER BY id"), [["Ada"], ["Grace"]], "rows")


def attach_database_catalog(context):
    made, other = _attached(context)
    detail = context.databases_api.get_database(made.id)
    check_equal(
        [(one.connection_id, one.alias) for one in detail.attachments],
        [(other.default_connection_id, "friends")],
        "attachments",
    )
    check_equal(context.rows(made.id, "SELECT count(*) FROM friends.public.people"), [[2]], "rows")


def detach_database_catalog(context):
    made, other = _attached(context)
    detach = context.databases_api.detach_database_catalog
    detach(made.id, other.default_connection_id)
    check_equal(context.databases_api.get_database(made.id).attachments, [], "attachments")
    context.refuses(lambda: detach(made.id, other.default_connection_id), 404)


def fork_database(context):
    source = context.loaded_database()
    fork = context.databases_api.fork_database(source.id, hotdata.ForkDatabaseRequest(name="copy"))
    context.databases_api.delete_database(source.id)
    check_equal(fork.name, "copy", "name")
    check(fork.default_connection_id != source.default_connection_id, "the fork has the source's connection")
    check_equal(context.rows(fork.id, "SELECT count(*) FROM public.people"), [[2]], "rows of the fork")


def bulk_create_databases(context):
    batch = _batch(context, 3)
    listing = context.databases_api.list_databases(batch=batch.batch_id)
    check_equal((batch.count, batch.created_count), (3, 3), "databases made")
    check_equal(sorted(one.name for one in listing.databases), ["b 0", "b 1", "b 2"], "names")


def get_database_batch(context):
    batch = _batch(context, 2)
    again = context.databases_api.get_database_batch(batch.batch_id)
    check_equal((again.batch_id, again.created_count, again.cancel_requested), (batch.batch_id, 2, False), "batch")


def delete_database_batch(context):
    batch = _batch(context, 2)
    deleted = context.databases_api.delete_database_batch(batch.batch_id)
    listing = context.databases_api.list_databases(batch=batch.batch_id)
    check_equal((deleted.deleted_count, listing.databases), (2, []), "deleted")


def lookup_database_by_name(context):
    look_up = context.databases_api.lookup_database_by_name
    context.not_served(lambda: look_up("found"), "Database 'by-name' not found")


def get_database_lineage(context):
    context.not_served(lambda: context.databases_api.get_database_lineage(context.database_id))


def set_database_table_constant_per_key(context):
    change = context.databases_api.set_database_table_constant_per_key
    request = hotdata.UpdateManagedTableRequest(constant_per_key=[])
    context.not_served(lambda: change(context.database_id, "public", "orders", request))


def _attached(context):
    made, other = context.database(), context.loaded_database()
    request = hotdata.AttachDatabaseCatalogRequest(
        connection_id=other.default_connection_id, alias="friends"
    )
    context.databases_api.attach_database_catalog(made.id, request)
    return made, other


def _batch(context, count):
    """A batch whose databases are all there."""
    request = hotdata.BulkCreateDatabasesRequest(count=count, name_template="b {index}")
    batch = context.databases_api.bulk_create_databases(request)
    deadline = time.monotonic() + 30
    while batch.created_count < count and time.monotonic() < deadline:
        time.sleep(0.1)
        batch = context.databases_api.get_database_batch(batch.batch_id)
    return batch
