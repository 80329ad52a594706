import time

import hotdata
from case_context import check_equal
from hotdata.arrow import ResultNotReadyError, ResultsApi

# Runs for a moment: every pair of rows is looked at.
SLOW_SQL = "SELECT count(*) AS c FROM large_table AS a, large_table AS b WHERE a.n * b.n = -1"


def run(context):
    with context.client() as client:
        response = hotdata.QueryApi(client).query(
            hotdata.QueryRequest(sql=SLOW_SQL, var_async=True), **context.query_scope()
        )
        runs = hotdata.QueryRunsApi(client)
        scope = context.database_argument(runs.get_query_run)
        result_id = runs.get_query_run(response.query_run_id, **scope).result_id
        results = ResultsApi(client)
        early = None
        try:
            results.get_result_arrow(result_id, **scope)
        except ResultNotReadyError as error:
            early = error
        while results.get_result(result_id, **scope).status != "ready":
            time.sleep(0.1)
        table = results.get_result_arrow(result_id, **scope)
    check_equal(type(early), ResultNotReadyError, "raised while the query runs")
    check_equal(early.result_id, result_id, "result_id of the error")
    check_equal(table.to_pydict(), {"c": [0]}, "table when ready")
