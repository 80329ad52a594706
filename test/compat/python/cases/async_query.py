import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        query_api = hotdata.QueryApi(api_client)
        response = query_api.query(
            hotdata.QueryRequest(sql="SELECT * FROM large_table", var_async=True),
            **context.query_scope(),
        )
        run_id = response.query_run_id
        check_equal(response.status, "running", "status of the submission")
        finished = context.wait_for_run(api_client, run_id)
    check_equal(finished.status, "succeeded", f"run ({finished.error_message})")
    check_equal(finished.row_count, context.large_rows, "row_count of the run")
