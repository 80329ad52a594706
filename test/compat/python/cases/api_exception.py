import hotdata
from case_context import check, check_equal
from hotdata.rest import ApiException


def run(context):
    caught = None
    with context.client() as api_client:
        query_api = hotdata.QueryApi(api_client)
        try:
            query_api.query(hotdata.QueryRequest(sql="SELECT * FROM missing_table"))
        except ApiException as e:
            caught = e
            print(f"API error {e.status}: {e.reason}")
            print(e.body)
    check(caught is not None, "no ApiException")
    check_equal((caught.status, caught.reason), (400, "Bad Request"), "status and reason")
    check("missing_table' not found" in caught.body, f"body: {caught.body}")
