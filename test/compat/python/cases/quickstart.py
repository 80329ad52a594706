import hotdata
from case_context import check, check_equal


def run(context):
    configuration = context.configuration()
    with hotdata.ApiClient(configuration) as api_client:
        query_api = hotdata.QueryApi(api_client)
        response = query_api.query(hotdata.QueryRequest(sql="SELECT 1 AS ok"))
        print(response)
    check_equal(response.columns, ["ok"], "columns")
    check_equal(response.rows, [[1]], "rows")
    check(response.query_run_id, "the answer names no query run")
