import hotdata
from case_context import check_equal, refused


def run(context):
    context.offered_field(hotdata.QueryRequest, "database_id")
    with context.client() as api_client:
        api = hotdata.QueryApi(api_client)
        other = context.create_database(api_client, "other")
        request = hotdata.QueryRequest(sql="SELECT 1 AS one", database_id=context.database_id)
        alone = api.query(request)
        both = api.query(request, x_database_id=context.database_id)
        error = refused(lambda: api.query(request, x_database_id=other.id))
    check_equal((alone.rows, both.rows), ([[1]], [[1]]), "rows")
    check_equal(error.status, 400, "status when header and body differ")
