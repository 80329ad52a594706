from case_context import check_equal


def information_schema(context):
    database = context.loaded_database()
    read = context.information_schema_api.information_schema
    listing = read(
        connection_id=database.default_connection_id, table="peo%", include_columns=True, limit=10
    )
    (table,) = listing.tables
    check_equal((table.var_schema, table.table, table.synced), ("public", "people", True), "table")
    check_equal([(c.name, c.data_type) for c in table.columns], [("id", "Int64"), ("name", "Utf8")], "columns")
    check_equal((listing.count, listing.has_more), (1, False), "page")
    context.refuses(lambda: read(connection_id="connnone"), 404)
