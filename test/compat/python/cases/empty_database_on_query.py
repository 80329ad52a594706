import hotdata
from case_context import check, check_equal, refused


def run(context):
    with context.client() as api_client:
        request = hotdata.QueryRequest(sql="SELECT 1")
        error = refused(lambda: hotdata.QueryApi(api_client).query(request, x_database_id=""))
    check_equal(error.status, 400, "status")
    check("a database is required" in error.body, f"body: {error.body}")
