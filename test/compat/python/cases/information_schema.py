import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        listing = hotdata.InformationSchemaApi(api_client).information_schema(
            connection_id=context.connection_id, table="orders", include_columns=True
        )
    check_equal([table.table for table in listing.tables], ["orders"], "tables")
    table = listing.tables[0]
    check_equal((table.var_schema, table.synced), ("public", True), "schema and synced")
    names = ["id", "customer", "amount", "ordered_at", "shipped_on"]
    check_equal([column.name for column in table.columns], names, "columns")
