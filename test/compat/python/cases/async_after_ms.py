import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        query_api = hotdata.QueryApi(api_client)
        response = query_api.query(
            hotdata.QueryRequest(
                sql="SELECT * FROM orders",
                var_async=True,
                async_after_ms=3000,
            ),
            **context.query_scope(),
        )
    # More rows than a cut answer holds: a client that knows no cut answers must see them all.
    check_equal(len(response.rows), context.orders_rows, "rows")
