import hotdata
from case_context import check, check_equal


def query(context):
    sql = "SELECT customer, amount FROM orders WHERE id = 41"
    answer = context.query_api.query(hotdata.QueryRequest(sql=sql), x_database_id=context.database_id)
    check_equal((answer.columns, answer.rows), (["customer", "amount"], [["customer 41", 15.17]]), "answer")
    check(answer.result_id and answer.query_run_id, "ids")
    wrong = hotdata.QueryRequest(sql="SELECT nothing FROM orders")
    context.refuses(lambda: context.query_api.query(wrong), 400, "nothing")


def wait_for_result(context):
    request = hotdata.QueryRequest(sql="SELECT 7 AS seven", var_async=True)
    later = context.query_api.query(request, x_database_id=context.database_id)
    run = context.wait_for_run(context.client_in_use, later.query_run_id)
    ready = context.query_api.wait_for_result(run.result_id, context.database_id)
    check_equal(ready.status, "ready", "status")


def fetch_ready_result(context):
    answer = context.query_api.query(
        hotdata.QueryRequest(sql="SELECT 7 AS seven"), x_database_id=context.database_id
    )
    fetched = context.query_api.fetch_ready_result(answer.result_id, context.database_id)
    check_equal(fetched.rows, [[7]], "rows")
