from case_context import check_equal
from cases.arrow_buffered import orders_result
from hotdata.arrow import ResultsApi


def run(context):
    with context.client() as client:
        result_id = orders_result(context, client)
        results = ResultsApi(client)
        scope = context.database_argument(results.get_result_arrow)
        table = results.get_result_arrow(result_id, offset=100, limit=7, **scope)
        with results.stream_result_arrow(result_id, offset=100, limit=7, **scope) as reader:
            streamed = reader.read_all()
        end = results.get_result_arrow(result_id, offset=context.orders_rows, **scope)
    check_equal(table.column("id").to_pylist(), list(range(100, 107)), "ids of the page")
    check_equal(streamed.to_pydict(), table.to_pydict(), "streamed page")
    check_equal((end.num_rows, end.num_columns), (0, 5), "page after the end")
