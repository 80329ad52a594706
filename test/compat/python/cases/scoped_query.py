import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        query_api = hotdata.QueryApi(api_client)
        response = query_api.query(
            hotdata.QueryRequest(sql="SELECT * FROM default.public.orders LIMIT 5"),
            x_database_id=context.database_id,
        )
    columns = ["id", "customer", "amount", "ordered_at", "shipped_on"]
    check_equal(response.columns, columns, "columns")
    check_equal(len(response.rows), 5, "rows")
