import hotdata
from case_context import check_equal


def run(context):
    """An empty header equals none: results of queries without a database are found."""
    results_api = hotdata.ResultsApi
    context.offered_argument(results_api.get_result, "x_database_id")
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(hotdata.QueryRequest(sql="SELECT 3 AS x"))
        result = results_api(api_client).get_result(response.result_id, x_database_id="")
        run = hotdata.QueryRunsApi(api_client).get_query_run(
            response.query_run_id, x_database_id=""
        )
    check_equal(result.rows, [[3]], "rows")
    check_equal(run.result_id, response.result_id, "result of the run")
