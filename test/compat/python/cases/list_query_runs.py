import hotdata
from case_context import check, check_equal


def run(context):
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT 42 AS answer"), **context.query_scope()
        )
        runs_api = hotdata.QueryRunsApi(api_client)
        scope = context.database_argument(runs_api.list_query_runs)
        listing = runs_api.list_query_runs(limit=20, **scope)
        for run in listing.query_runs:
            print(run.id, run.status, run.execution_time_ms)
    newest = listing.query_runs[0]
    check_equal(newest.id, response.query_run_id, "newest run")
    check_equal(newest.status, "succeeded", "status")
    check_equal(newest.sql_text, "SELECT 42 AS answer", "sql_text")
    check(newest.execution_time_ms >= 0, "execution_time_ms is negative")
    check(len(listing.query_runs) <= 20, "more runs than asked for")
