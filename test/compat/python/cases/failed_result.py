import json

import hotdata
from case_context import check, check_equal, refused
from hotdata.arrow import ResultsApi


def run(context):
    """A background query that fails while it runs: run, result and Arrow say why."""
    request = hotdata.QueryRequest(
        sql="SELECT CAST(label AS INTEGER) AS n FROM large_table", var_async=True
    )
    with context.client() as client:
        submitted = hotdata.QueryApi(client).query(request, **context.query_scope())
        run = context.wait_for_run(client, submitted.query_run_id)
        results = ResultsApi(client)
        scope = context.database_argument(results.get_result_arrow)
        as_arrow = refused(lambda: results.get_result_arrow(run.result_id, **scope))
        as_json = refused(lambda: results.get_result(run.result_id, **scope))
    check_equal(run.status, "failed", "status of the run")
    check("row 0" in run.error_message, f"error_message: {run.error_message}")
    for error in (as_arrow, as_json):
        body = json.loads(error.body)
        check_equal((error.status, body["status"]), (409, "failed"), "status of the result")
        check_equal(body["error_message"], run.error_message, "error_message of the result")
