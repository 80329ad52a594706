from case_context import check_equal
from cases.arrow_buffered import orders_result
from hotdata.arrow import ResultsApi


def run(context):
    ids = []
    with context.client() as client:
        result_id = orders_result(context, client)
        results = ResultsApi(client)
        scope = context.database_argument(results.stream_result_arrow)
        with results.stream_result_arrow(result_id, **scope) as reader:
            for batch in reader:
                ids.extend(batch.to_pandas()["id"])
    check_equal(ids, list(range(context.orders_rows)), "ids")
