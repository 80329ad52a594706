from case_context import check, check_equal


def list_connection_types(context):
    listing = context.connection_types_api.list_connection_types()
    names = [one.name for one in listing.connection_types]
    check({"managed", "postgres", "mysql", "sqlite", "duckdb"} <= set(names), f"types: {names}")


def get_connection_type(context):
    found = context.connection_types_api.get_connection_type("postgres")
    check_equal(found.name, "postgres", "name")
    check("host" in found.config_schema["properties"], f"schema: {found.config_schema}")
    context.refuses(lambda: context.connection_types_api.get_connection_type("none"), 404)
