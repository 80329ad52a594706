import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT 42 AS answer, 'x' AS text"),
            **context.query_scope(),
        )
        runs_api = hotdata.QueryRunsApi(api_client)
        results_api = hotdata.ResultsApi(api_client)
        runs_scope = context.database_argument(runs_api.list_query_runs)
        run = runs_api.list_query_runs(limit=20, **runs_scope).query_runs[0]
        scope = context.database_argument(results_api.get_result)
        result = results_api.get_result(run.result_id, **scope)
    check_equal(result.status, "ready", "status")
    check_equal(result.columns, ["answer", "text"], "columns")
    check_equal(result.rows, [[42, "x"]], "rows")
    check_equal(result.row_count, 1, "row_count")
