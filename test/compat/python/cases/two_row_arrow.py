import hotdata
from case_context import check_equal, refused
from hotdata.arrow import ResultsApi

SQL = """SELECT x, msg FROM (SELECT 1 AS x, 'hello' AS msg UNION ALL SELECT 2, 'world')
ORDER BY x"""


def run(context):
    with context.client() as client:
        query = hotdata.QueryRequest(sql=SQL)
        result_id = hotdata.QueryApi(client).query(query, **context.query_scope()).result_id
        results = ResultsApi(client)
        scope = context.database_argument(results.get_result_arrow)
        table = results.get_result_arrow(result_id, **scope)
        with results.stream_result_arrow(result_id, **scope) as reader:
            streamed = reader.read_all()
        page = results.get_result_arrow(result_id, offset=1, limit=1, **scope)
        answer = results.get_result_with_http_info(result_id, limit=1, **scope)
        unknown = refused(lambda: results.get_result_arrow("rsltunknown", **scope))
    check_equal(table.to_pydict(), {"x": [1, 2], "msg": ["hello", "world"]}, "table")
    check_equal(streamed.to_pydict(), table.to_pydict(), "streamed")
    check_equal(page.to_pydict(), {"x": [2], "msg": ["world"]}, "page")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    check_equal(headers.get("x-total-row-count"), "2", "X-Total-Row-Count")
    check_equal(unknown.status, 404, "status of an unknown result")
