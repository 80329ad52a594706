import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        query_api = hotdata.QueryApi(api_client)
        response = query_api.query(hotdata.QueryRequest(sql="SELECT * FROM orders LIMIT 10"))
    check_equal(response.row_count, 10, "row_count")
    check_equal(len(response.rows), 10, "rows")
    check_equal(len(response.columns), 5, "columns")
