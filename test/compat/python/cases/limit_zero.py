import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        result_id = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT * FROM orders"), **context.query_scope()
        ).result_id
        results_api = hotdata.ResultsApi(api_client)
        scope = context.database_argument(results_api.get_result)
        result = results_api.get_result(result_id, limit=0, **scope)
    check_equal((result.status, result.rows), ("ready", []), "status and rows")
    check_equal(len(result.columns), 5, "columns")
