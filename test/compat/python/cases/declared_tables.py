import hotdata
from case_context import check_equal, parquet_bytes, refused


def run(context):
    """Schema and table added by hand, loaded, dropped, and the name used again."""
    connections_class = hotdata.ConnectionsApi
    context.offered("add_managed_schema", connections_class)
    data = parquet_bytes({"id": [1, 2, 3]})
    with context.client() as api_client:
        connections = connections_class(api_client)
        created = context.create_database(api_client, "declared")
        connection_id = created.default_connection_id
        schema = connections.add_managed_schema(
            connection_id, hotdata.AddManagedSchemaRequest(name="public")
        )
        add_table = hotdata.AddManagedTableRequest(name="cities")
        table = connections.add_managed_table(connection_id, "public", add_table)
        twice = refused(lambda: connections.add_managed_table(connection_id, "public", add_table))
        upload_id = context.upload(api_client, data)
        loaded = context.load(api_client, connection_id, "cities", upload_id)
        connections.delete_managed_table(connection_id, "public", "cities")
        gone = refused(lambda: connections.delete_managed_table(connection_id, "public", "cities"))
        upload_id = context.upload(api_client, data)
        again = context.load(api_client, connection_id, "cities", upload_id)
    check_equal((schema.var_schema, table.table), ("public", "cities"), "names")
    check_equal(twice.status, 409, "status of a table that exists")
    check_equal((loaded.row_count, again.row_count), (3, 3), "rows before and after")
    check_equal(gone.status, 404, "status of the second drop")
