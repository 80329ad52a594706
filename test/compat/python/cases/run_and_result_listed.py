import hotdata
from case_context import check, check_equal


def run(context):
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT 7 AS x", var_async=True, async_after_ms=1000),
            **context.query_scope(),
        )
        finished = context.wait_for_run(api_client, response.query_run_id)
        runs_api = hotdata.QueryRunsApi(api_client)
        results_api = hotdata.ResultsApi(api_client)
        runs = runs_api.list_query_runs(**context.database_argument(runs_api.list_query_runs))
        results = results_api.list_results(**context.database_argument(results_api.list_results))
    check_equal((finished.status, finished.row_count), ("succeeded", 1), "run")
    check(response.query_run_id in [run.id for run in runs.query_runs], "run not listed")
    check(finished.result_id in [result.id for result in results.results], "result not listed")
