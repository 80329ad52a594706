import hotdata
from case_context import check_equal, refused


def run(context):
    get_result = hotdata.ResultsApi.get_result
    context.offered_argument(get_result, "x_database_id")
    with context.client() as api_client:
        other = context.create_database(api_client, "other").id
        response = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT 1 AS x"), x_database_id=context.database_id
        )
        results = hotdata.ResultsApi(api_client)
        runs = hotdata.QueryRunsApi(api_client)
        result = refused(lambda: results.get_result(response.result_id, x_database_id=other))
        run = refused(lambda: runs.get_query_run(response.query_run_id, x_database_id=other))
    check_equal((result.status, run.status), (404, 404), "statuses of result and run")
