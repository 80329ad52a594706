import hotdata
from case_context import check, check_equal

SQL = "SELECT i, 'row ' || i AS text FROM generate_series(1, 5) AS t(i) ORDER BY i"


def get_result(context):
    result_id = _result(context)
    read = context.results_api.get_result
    page = read(result_id, **context.scope(read), offset=1, limit=2)
    check_equal((page.status, page.columns), ("ready", ["i", "text"]), "result")
    check_equal((page.rows, page.row_count), ([[2, "row 2"], [3, "row 3"]], 2), "page")
    context.refuses(lambda: read("rsltnone", **context.scope(read)), 404)


def list_results(context):
    result_id = _result(context)
    read = context.results_api.list_results
    listing = read(**context.scope(read), limit=1)
    check_equal([(one.id, one.status) for one in listing.results], [(result_id, "ready")], "newest")
    check_equal((listing.limit, listing.offset, listing.has_more), (1, 0, True), "page")


def get_result_arrow(context):
    read = context.results_api.get_result_arrow
    table = read(_result(context), **context.scope(read), offset=3)
    check_equal(table.to_pydict(), {"i": [4, 5], "text": ["row 4", "row 5"]}, "rows")


def stream_result_arrow(context):
    read = context.results_api.stream_result_arrow
    with read(_result(context), **context.scope(read)) as reader:
        rows = sum(batch.num_rows for batch in reader)
    check_equal(rows, 5, "rows")


def _result(context):
    answer = hotdata.QueryApi(context.client_in_use).query(
        hotdata.QueryRequest(sql=SQL), x_database_id=context.database_id
    )
    check(answer.result_id, "the answer names no result")
    return answer.result_id
