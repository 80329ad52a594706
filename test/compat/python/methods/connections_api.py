import hotdata
from case_context import check, check_equal
from method_context import people_file
from source_file import connect, copy_rows, synced

def list_connections(context):
    context.database("its connection is not listed")
    made = connect(context)
    listed = context.connections_api.list_connections().connections
    own = [one for one in listed if one.id == made.id]
    check_equal([(one.name, one.source_type) for one in own], [(made.name, "sqlite")], "connections")
    check(all(one.source_type != "managed" for one in listed), f"connections: {listed}")


def create_connection(context):
    made = connect(context)
    check_equal((made.source_type, made.discovery_status), ("sqlite", "success"), "connection")
    check_equal(made.tables_discovered, 1, "tables")
    database = context.loaded_database()
    request = hotdata.AttachDatabaseCatalogRequest(connection_id=made.id, alias="source")
    hotdata.DatabasesApi(context.client_in_use).attach_database_catalog(database.id, request)
    sql = "SELECT max(a.name) FROM source.main.people a JOIN public.people b ON a.id = b.id"
    check_equal(context.rows(database.id, sql), [["Grace"]], "rows")
    # A source that cannot be reached is stored with the reason.
    config = {"host": "127.0.0.1", "port": 9, "user": "u", "database": "d", "password": "p"}
    request = hotdata.CreateConnectionRequest(name=f"{made.name}_pg", source_type="postgres", config=config)
    failed = context.connections_api.create_connection(request)
    check_equal(failed.discovery_status, "failed", "discovery")
    check(failed.discovery_error and "\n" not in failed.discovery_error, f"{failed.discovery_error}")
    again = hotdata.CreateConnectionRequest(name=failed.name, source_type="postgres", config=config)
    context.refuses(lambda: context.connections_api.create_connection(again), 409, failed.name)


def get_connection(context):
    context.refuses(lambda: context.connections_api.get_connection("connnone"), 404, "connnone")
    own = context.connection_id
    context.refuses(lambda: context.connections_api.get_connection(own), 404)
    made = connect(context)
    found = context.connections_api.get_connection(made.id)
    check_equal((found.id, found.name, found.source_type), (made.id, made.name, "sqlite"), "connection")
    check_equal((found.table_count, found.synced_table_count), (1, 0), "tables")


def check_connection_health(context):
    own = context.connection_id
    context.refuses(lambda: context.connections_api.check_connection_health(own), 404, own)
    made = connect(context)
    health = context.connections_api.check_connection_health(made.id)
    check_equal((health.connection_id, health.healthy, health.error), (made.id, True, None), "health")


def delete_connection(context):
    delete = context.connections_api.delete_connection
    context.refuses(lambda: delete(context.connection_id), 409, "managed database")
    context.refuses(lambda: delete("connnone"), 404)
    made = connect(context)
    delete(made.id)
    context.refuses(lambda: context.connections_api.get_connection(made.id), 404)


def purge_connection_cache(context):
    purge = context.connections_api.purge_connection_cache
    context.refuses(lambda: purge(context.connection_id), 400, "not supported for managed catalogs")
    made = connect(context)
    copy_rows(context, made)
    check_equal(synced(context, made), 1, "copied tables")
    purge(made.id)
    check_equal(synced(context, made), 0, "copied tables")


def purge_table_cache(context):
    purge = context.connections_api.purge_table_cache
    own = context.connection_id
    context.refuses(lambda: purge(own, "public", "orders"), 400, "not supported for managed catalogs")
    made = connect(context)
    copy_rows(context, made)
    purge(made.id, "main", "people")
    check_equal(synced(context, made), 0, "copied tables")
    context.refuses(lambda: purge(made.id, "main", "none"), 404)


def add_managed_schema(context):
    made = context.database()
    add = context.connections_api.add_managed_schema
    added = add(made.default_connection_id, hotdata.AddManagedSchemaRequest(name="sales"))
    check_equal((added.var_schema, added.connection_id), ("sales", made.default_connection_id), "schema")


def add_managed_table(context):
    made = context.database()
    add = context.connections_api.add_managed_table
    request = hotdata.AddManagedTableRequest(name="later")
    added = add(made.default_connection_id, "main", request)
    check_equal((added.var_schema, added.table), ("main", "later"), "table")
    context.refuses(lambda: add(made.default_connection_id, "nowhere", request), 404, "chema")


def load_managed_table(context):
    made = context.database()
    upload_id = context.upload(context.client_in_use, people_file())
    request = hotdata.LoadManagedTableRequest(mode="replace", upload_id=upload_id)
    load = context.connections_api.load_managed_table
    loaded = load(made.default_connection_id, "public", "people", request)
    check_equal((loaded.row_count, loaded.schema_name), (2, "public"), "load")
    check_equal(context.rows(made.id, "SELECT max(name) FROM public.people"), [["Grace"]], "rows")


def delete_managed_table(context):
    made = context.loaded_database()
    delete = context.connections_api.delete_managed_table
    delete(made.default_connection_id, "public", "people")
    context.refuses(lambda: delete(made.default_connection_id, "public", "people"), 404)
    context.refuses(lambda: context.rows(made.id, "SELECT * FROM public.people"), 400, "not found")


def get_table_profile(context):
    made = context.loaded_database()
    read = context.connections_api.get_table_profile
    profile = read(made.default_connection_id, "public", "people")
    numbers, names = profile.columns
    check_equal((profile.row_count, profile.connection), (2, f"__db_{made.id}"), "profile")
    check_equal((numbers.name, numbers.cardinality, numbers.null_count), ("id", 2, 0), "first column")
    detail = names.profile.actual_instance
    check(detail.type in ("categorical", "text"), f"detail of the second column: {detail}")
    context.refuses(lambda: read(made.default_connection_id, "public", "none"), 404)


def set_managed_table_constant_per_key(context):
    change = context.connections_api.set_managed_table_constant_per_key
    request = hotdata.UpdateManagedTableRequest(constant_per_key=[])
    context.not_served(lambda: change(context.connection_id, "public", "orders", request))
