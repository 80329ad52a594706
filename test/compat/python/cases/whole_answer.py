import hotdata
from case_context import check_equal


def run(context):
    """Without a database the answer is whole: older clients do not know cut answers."""
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT n FROM large_table ORDER BY n")
        )
    check_equal(response.row_count, context.large_rows, "row_count")
    check_equal(response.rows, [[n] for n in range(context.large_rows)], "rows")
