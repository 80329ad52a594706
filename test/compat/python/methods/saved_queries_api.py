import hotdata
from case_context import check, check_equal

SQL = "SELECT customer, count(*) AS n FROM orders GROUP BY customer"


def create_saved_query(context):
    made = _made(context, "made", tags=["daily"], description="Orders by customer")
    check_equal((made.name, made.latest_version, made.tags), ("made", 1, ["daily"]), "saved query")
    check_equal((made.category, made.has_group_by, made.num_tables), ("aggregation", True, 1), "classification")


def get_saved_query(context):
    made = _made(context, "read")
    found = context.saved_queries_api.get_saved_query(made.id)
    check_equal((found.sql, found.sql_hash), (SQL, made.sql_hash), "saved query")
    context.refuses(lambda: context.saved_queries_api.get_saved_query("svqrnone"), 404)


def list_saved_queries(context):
    made = _made(context, "listed")
    listing = context.saved_queries_api.list_saved_queries(limit=1000)
    check(made.id in [one.id for one in listing.queries], "it is not listed")
    names = [one.name for one in listing.queries]
    check_equal(names, sorted(names), "order")


def update_saved_query(context):
    made = _made(context, "before")
    updated = _update(context, made.id, name="after", sql="SELECT 1 AS one")
    check_equal((updated.name, updated.latest_version, updated.sql), ("after", 2, "SELECT 1 AS one"), "saved query")


def list_saved_query_versions(context):
    made = _made(context, "versions")
    _update(context, made.id, sql="SELECT 2 AS two")
    listing = context.saved_queries_api.list_saved_query_versions(made.id)
    check_equal([(one.version, one.sql) for one in listing.versions], [(2, "SELECT 2 AS two"), (1, SQL)], "versions")


def execute_saved_query(context):
    made = _made(context, "executed", sql="SELECT 1 AS n")
    _update(context, made.id, sql="SELECT 2 AS n")
    execute = context.saved_queries_api.execute_saved_query
    newest = execute(made.id, **context.scope(execute))
    request = hotdata.ExecuteSavedQueryRequest(version=1)
    first = execute(made.id, **context.scope(execute), execute_saved_query_request=request)
    check_equal((newest.rows, first.rows), ([[2]], [[1]]), "rows of the newest and of the first version")


def delete_saved_query(context):
    made = _made(context, "deleted")
    context.saved_queries_api.delete_saved_query(made.id)
    context.refuses(lambda: context.saved_queries_api.get_saved_query(made.id), 404)


def _made(context, name, sql=SQL, **fields):
    request = hotdata.CreateSavedQueryRequest(name=name, sql=sql, **fields)
    return context.saved_queries_api.create_saved_query(request)


def _update(context, query_id, **fields):
    request = hotdata.UpdateSavedQueryRequest(**fields)
    return context.saved_queries_api.update_saved_query(query_id, request)
