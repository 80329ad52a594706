import hotdata
from case_context import check_equal, parquet_bytes

DECLARED = [{"name": "public", "tables": [{"name": "orders"}]}]


def run(context):
    data = parquet_bytes({"id": [1, 2, 3], "city": ["Rome", None, "Łódź"]})
    with context.client() as api_client:
        created = context.create_database(api_client, "loaded", schemas=DECLARED)
        detail = hotdata.DatabasesApi(api_client).get_database(created.id)
        upload_id = context.upload(api_client, data)
        result = context.load(api_client, detail.default_connection_id, "orders", upload_id)
        print(result.row_count, result.table_name)
        rows = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT * FROM orders ORDER BY id"),
            x_database_id=created.id,
        ).rows
    check_equal((result.row_count, result.table_name), (3, "orders"), "answer of the load")
    check_equal(result.schema_name, "public", "schema")
    check_equal(rows, [[1, "Rome"], [2, None], [3, "Łódź"]], "rows")
