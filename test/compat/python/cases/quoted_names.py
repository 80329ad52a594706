import hotdata
from case_context import check, check_equal


def run(context):
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql='SELECT * FROM "default"."public"."orders" WHERE id < 3'),
            x_database_id=context.database_id,
        )
    check_equal(len(response.rows), 3, "rows")
    check(response.result_id, "no result_id")
    if "total_row_count" in hotdata.QueryResponse.model_fields:
        check_equal(response.total_row_count, 3, "total_row_count")
        check_equal(response.truncated, False, "truncated")
