import hotdata
from case_context import check, check_equal


def run(context):
    query_api = hotdata.QueryApi
    context.offered_argument(query_api.query, "auto_follow")
    request = hotdata.QueryRequest(sql="SELECT n FROM large_table ORDER BY n")
    with context.client() as api_client:
        api = query_api(api_client)
        cut = api.query(request, x_database_id=context.database_id, auto_follow=False)
        whole = api.query(request, x_database_id=context.database_id)
    check(cut.truncated, "the answer of more than 10,000 rows is not cut")
    check_equal(cut.rows, [[n] for n in range(cut.preview_row_count)], "rows of the cut answer")
    check_equal(cut.preview_row_count, 10_000, "preview_row_count")
    check(cut.result_id, "the cut answer has no result_id")
    check_equal(whole.rows, [[n] for n in range(context.large_rows)], "rows after following")
