import hotdata
from case_context import check, check_equal
from method_context import people_file

NO_SOURCES = "there are no other sources yet: an id is unknown, or a database's own, which is refused"


def list_connections(context):
    context.database("its connection is not listed")
    check_equal(context.connections_api.list_connections().connections, [], "connections")


def create_connection(context):
    config = {"host": "localhost", "port": 5432, "user": "u", "database": "d", "password": "p"}
    request = hotdata.CreateConnectionRequest(name="crm", source_type="postgres", config=config)
    context.not_yet(lambda: context.connections_api.create_connection(request))


def get_connection(context):
    context.refuses(lambda: context.connections_api.get_connection("connnone"), 404, "connnone")
    own = context.connection_id
    context.refuses(lambda: context.connections_api.get_connection(own), 404)
    context.note(NO_SOURCES)


def check_connection_health(context):
    own = context.connection_id
    context.refuses(lambda: context.connections_api.check_connection_health(own), 404, own)
    context.note(NO_SOURCES)


def delete_connection(context):
    own = context.connection_id
    context.refuses(lambda: context.connections_api.delete_connection(own), 409, "managed database")
    context.refuses(lambda: context.connections_api.delete_connection("connnone"), 404)
    context.note(NO_SOURCES)


def purge_connection_cache(context):
    purge = context.connections_api.purge_connection_cache
    context.refuses(lambda: purge(context.connection_id), 400, "purge not supported")
    context.note(NO_SOURCES)


def purge_table_cache(context):
    purge = context.connections_api.purge_table_cache
    context.refuses(lambda: purge(context.connection_id, "public", "orders"), 400, "purge not supported")
    context.note(NO_SOURCES)


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
